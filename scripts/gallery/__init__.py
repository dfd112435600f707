"""Pictures of the running assistant in every state, taken by the journeys of people in a real browser."""
