"""What stands on a screen: each widget draws one thing of the view and decides nothing."""
