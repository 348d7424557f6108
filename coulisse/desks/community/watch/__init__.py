"""What is said elsewhere: feeds, open networks, forums and newsletters; scored, counted, made into ideas."""
