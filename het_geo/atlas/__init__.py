"""What a place's pack answers: areas found, choices, views, figures over time, records, gaps."""
