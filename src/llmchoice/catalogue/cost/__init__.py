"""What a workload costs under each option: pure functions on plain numbers."""
