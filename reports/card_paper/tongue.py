"""The languages of one paper: Kazakh, Russian, or both, where Kazakh stands first."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from forms.words import Language, say


class Tongue(StrEnum):
    """In which languages a paper speaks; English is for the screen only."""

    KK = "kk"
    RU = "ru"
    BOTH = "both"

    @property
    def languages(self) -> tuple[Language, ...]:
        """Give its languages in the order of the paper (Law No. 151-I, art. 21)."""
        if self is Tongue.BOTH:
            return Language.KK, Language.RU
        return (Language(self.value),)

    def each(self, speak: Callable[[Language], str]) -> tuple[str, ...]:
        """Give what is said in each language; what is the same in both stands once."""
        return tuple(dict.fromkeys(text for text in map(speak, self.languages) if text))

    def beside(self, speak: Callable[[Language], str]) -> str:
        """Give both languages on one line, parted by a stroke."""
        return " / ".join(self.each(speak))

    def say(self, sentence: str, values: Mapping[str, object] | None = None) -> str:
        """Speak a marked sentence, both languages beside each other."""
        return self.beside(lambda lang: say(sentence, lang, values))

    def below(self, sentence: str, values: Mapping[str, object] | None = None) -> str:
        """Speak a marked sentence, Russian on a line of its own below Kazakh."""
        return "\n".join(self.each(lambda lang: say(sentence, lang, values)))
