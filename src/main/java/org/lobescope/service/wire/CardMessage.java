package org.lobescope.service.wire;

import java.util.Optional;
import java.util.OptionalDouble;
import org.lobescope.classifier.ModelCard;
import org.lobescope.classifier.Preprocessing;

/** A model card as part of a message. */
final class CardMessage {
    private CardMessage() {}

    static void write(MessageWriter out, ModelCard card) {
        out.text(card.name()).text(card.description()).texts(card.classes());
        ModelCard.Input input = card.input();
        out.whole(input.channels()).whole(input.height()).whole(input.width()).text(card.output());
        Preprocessing recipe = card.preprocessing();
        out.flag(recipe.clip().isPresent());
        recipe.clip().ifPresent(clip -> out.real(clip.sigma()).whole(clip.rounds()));
        out.flag(recipe.circle()).text(recipe.scaling().name());
        out.floats(recipe.mean()).floats(recipe.deviation());
        out.text(card.defaultCamLayer());
        out.text(card.training().data());
        write(out, card.training().pixelScale());
        write(out, card.test().accuracy());
        out.text(card.test().data());
        out.text(card.licence()).text(card.citation()).texts(card.doubts());
    }

    static ModelCard read(MessageReader in) throws MalformedMessage {
        return new ModelCard(
                in.text(),
                in.text(),
                in.texts(),
                new ModelCard.Input(in.whole(), in.whole(), in.whole()),
                in.text(),
                new Preprocessing(
                        in.flag() ? Optional.of(new Preprocessing.Clip(in.real(), in.whole())) : Optional.empty(),
                        in.flag(),
                        in.constant(Preprocessing.Scaling.class),
                        in.floats(),
                        in.floats()),
                in.maybeText(),
                new ModelCard.Training(in.text(), real(in)),
                new ModelCard.Test(real(in), in.text()),
                in.text(),
                in.text(),
                in.texts());
    }

    private static void write(MessageWriter out, OptionalDouble value) {
        out.flag(value.isPresent());
        value.ifPresent(out::real);
    }

    private static OptionalDouble real(MessageReader in) throws MalformedMessage {
        return in.flag() ? OptionalDouble.of(in.real()) : OptionalDouble.empty();
    }
}
