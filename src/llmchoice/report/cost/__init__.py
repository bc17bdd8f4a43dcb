"""The words of costs that the reports of an assessment use."""
