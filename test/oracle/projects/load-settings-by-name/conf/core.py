import inspect
import sys


class Settings:
    """Class-based settings wrapper."""

    @classmethod
    def load_settings(cls, module_name):
        """Export class variables and properties to module namespace."""
        self = cls()
        module = sys.modules[module_name]
        for member, value in inspect.getmembers(self):
            if member.isupper():
                setattr(module, member, value)
