"""The words of shortlists that the reports of an assessment use."""
