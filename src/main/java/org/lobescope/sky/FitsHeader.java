package org.lobescope.sky;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.lobescope.Problem;

/**
 * Questions to the cards of a FITS header. Where a key comes twice the first card counts.
 *
 * @param cards in the order of the file
 */
public record FitsHeader(List<HeaderCard> cards) {
    public FitsHeader {
        cards = List.copyOf(cards);
    }

    private Optional<HeaderCard> card(String key) {
        return cards.stream()
                .filter(c -> c.key().equals(key) && !c.value().isEmpty())
                .findFirst();
    }

    /** The value of a card, without the blanks around it; empty where there is no such card. */
    public Optional<String> text(String key) {
        return card(key).map(c -> c.value().strip()).filter(v -> !v.isEmpty());
    }

    /**
     * The number on a card; empty where there is no such card. Numbers in quotes, as some programs write them, count.
     *
     * @throws Problem that names the card when it holds something else
     */
    public OptionalDouble number(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(text.get().replace('D', 'E').replace('d', 'e'));
            if (Double.isFinite(value)) {
                return OptionalDouble.of(value);
            }
        } catch (NumberFormatException e) {
            // falls through to the sentence
        }
        throw new Problem("The card " + key + " = '" + text.get() + "' should hold a number.");
    }

    /** The number on a card, or another where there is no such card. */
    public double number(String key, double otherwise) {
        return number(key).orElse(otherwise);
    }

    /** Whether a logical card says T. */
    public boolean isTrue(String key) {
        return text(key).filter("T"::equals).isPresent();
    }

    /** The lines of HISTORY, in order. */
    public Stream<String> history() {
        return cards.stream().filter(c -> c.key().equals("HISTORY")).map(HeaderCard::value);
    }
}
