"""What a listing can state: every statement, its codes and labels, and their order (the spine)."""
