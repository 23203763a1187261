"""What people write: kept, held to its rules, and found again."""
