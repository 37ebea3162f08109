"""The ground the house stands on: settings, the way in, and the checks made before anything is served."""
