"""Turn YAML definitions of levels of care and decision guides into a patient-education site."""
