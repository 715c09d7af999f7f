"""Define content/words.yaml: every word that a reader sees and that stands in no other file."""

from __future__ import annotations

from generator.model.entry import Dated
from generator.model.words.guide import (
    AgainWords,
    CardWords,
    EmbedWords,
    GuideWords,
    KitWords,
    MemoryWords,
    OfflineWords,
    OptionsWords,
    PlainWords,
    ResultWords,
    SheetWords,
    StartWords,
)
from generator.model.words.handbook import (
    ClaimsWords,
    EntryWords,
    FiguresWords,
    GlossaryWords,
    ResearchWords,
    SourcesWords,
    TreatmentsWords,
)
from generator.model.words.levels import ComparisonWords, FactsWords, LevelWords, MoveWords, StairsWords, WeekWords
from generator.model.words.organization import AccessibilityWords, LocalWords, OrganizationWords, ProgramsWords
from generator.model.words.paper import HandoutsWords, PreviewsWords
from generator.model.words.places import Phrase, Phrases
from generator.model.words.scorecard import ProofWords, ScorecardWords
from generator.model.words.site import (
    DatesWords,
    FailedWords,
    FileWords,
    HelpWords,
    ListsWords,
    MovedWords,
    NotFoundWords,
    PageLinkWords,
    SearchWords,
    ShortWords,
    SiteWords,
    StaffWords,
)

WORDS_OF_DANGER = frozenset(["site", "help", "guide", "result", "plain", "local"])
"""The sections of content/words.yaml that somebody in danger reads."""


class WordsFile(Dated, Phrases):
    """The whole of content/words.yaml, a section for each page or part of one; `language` is the tag of its language.

    Each text keeps the places that its field holds: {name} stands where a value goes in.
    """

    language: Phrase
    site: SiteWords
    menu: tuple[PageLinkWords, ...]
    more_pages: tuple[PageLinkWords, ...]
    not_found: NotFoundWords
    failed: FailedWords
    moved: MovedWords
    short: ShortWords
    search: SearchWords
    help: HelpWords
    dates: DatesWords
    lists: ListsWords
    facts: FactsWords
    stairs: StairsWords
    week: WeekWords
    level: LevelWords
    comparison: ComparisonWords
    move: MoveWords
    treatments: TreatmentsWords
    entry: EntryWords
    glossary: GlossaryWords
    figures: FiguresWords
    research: ResearchWords
    claims: ClaimsWords
    sources: SourcesWords
    file: FileWords
    staff: StaffWords
    start: StartWords
    guide: GuideWords
    result: ResultWords
    options: OptionsWords
    assessment: CardWords
    no_change: CardWords
    more_here: CardWords
    plain: PlainWords
    memory: MemoryWords
    again: AgainWords
    offline: OfflineWords
    embed: EmbedWords
    kit: KitWords
    sheet: SheetWords
    handouts: HandoutsWords
    previews: PreviewsWords
    scorecard: ScorecardWords
    proof: ProofWords
    local: LocalWords
    programs: ProgramsWords
    accessibility: AccessibilityWords
    organization: OrganizationWords
