package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HelpTest {
    /** A text with a lone % is shown all the same, but below a warning about formats. */
    @Test
    void everyTextCanBeFormatted() {
        List<CommandLine> commands = new ArrayList<>(List.of(Main.commandLine()));
        for (int i = 0; i < commands.size(); i++) {
            CommandLine command = commands.get(i);
            List<String> texts = new ArrayList<>(
                    List.of(command.getCommandSpec().usageMessage().description()));
            texts.addAll(List.of(command.getCommandSpec().usageMessage().footer()));
            command.getCommandSpec().options().forEach(option -> texts.addAll(List.of(option.description())));
            command.getCommandSpec()
                    .positionalParameters()
                    .forEach(parameter -> texts.addAll(List.of(parameter.description())));
            for (String text : texts) {
                assertDoesNotThrow(() -> String.format(Locale.ROOT, text), command.getCommandName() + ": " + text);
            }
            commands.addAll(command.getSubcommands().values());
        }
        assertTrue(commands.size() > 10, "all commands are looked at");
    }
}
