// While the site is served to its author: waits until a newer page is there, and shows it.
const { at } = document.currentScript.dataset;
const wait = async () => {
  try {
    const answer = await fetch(at);
    if (answer.status === 200) return location.reload();
  } catch {
    await new Promise((done) => setTimeout(done, 500));
  }
  return wait();
};
wait();
