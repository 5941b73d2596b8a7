package org.lobescope.service.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problem;
import org.lobescope.network.Device;
import org.lobescope.service.remote.Token;

class HomeTest {
    private static final Optional<Path> TOKEN = Optional.of(Path.of("token.txt"));

    private static Home parse(String name) {
        return Home.parse(name, name.startsWith("remote") ? TOKEN : Optional.empty(), Optional.empty());
    }

    @Test
    void namesAreRead() {
        assertEquals(new Home.InProcess(), parse("process"));
        assertEquals(new Home.Worker(), parse("worker"));
        assertEquals(
                new Home.Remote("gpu.example.org", 7333, TOKEN.get(), Optional.empty()),
                parse("remote:gpu.example.org:7333"));
        assertEquals(new Home.Remote("::1", 80, TOKEN.get(), Optional.empty()), parse("remote:[::1]:80"));
        for (String name : List.of("process", "worker", "remote:localhost:7333", "remote:[fe80::1]:7333")) {
            assertEquals(name, parse(name).id());
        }
    }

    @Test
    void whatMakesNoSenseIsTold() {
        for (String name :
                List.of("", "gpu", "remote", "remote:", "remote:x", "remote:x:y", "remote:a b:1", "remote:::1:1")) {
            Problem problem = assertThrows(Problem.class, () -> parse(name), name);
            assertTrue(String.valueOf(problem.getMessage()).contains("choose process, worker or remote:HOST:PORT"));
        }
        assertThrows(Problem.class, () -> parse("remote:x:0"));
        assertThrows(Problem.class, () -> parse("remote:x:65536"));
        Problem missing =
                assertThrows(Problem.class, () -> Home.parse("remote:x:1", Optional.empty(), Optional.empty()));
        assertTrue(String.valueOf(missing.getMessage()).contains("needs --token-file"));
        assertThrows(Problem.class, () -> Home.parse("worker", TOKEN, Optional.empty()));
    }

    @Test
    void devicesAreRead() {
        assertEquals(Optional.empty(), Device.parse("auto"));
        assertEquals(Optional.of(Device.CPU), Device.parse("CPU"));
        assertEquals(Optional.of(new Device(Device.Kind.CUDA, 0)), Device.parse("cuda"));
        assertEquals("cuda:3", Device.parse("cuda:3").orElseThrow().id());
        assertEquals("mps", Device.parse("mps").orElseThrow().id());
        assertThrows(Problem.class, () -> Device.parse("cuda:-1"));
        assertThrows(Problem.class, () -> Device.parse("tpu"));
    }

    @Test
    void aTokenIsOnlyItsOwners(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("token.txt");
        Token made = Token.readOrMake(file);
        assertEquals(made.secret(), Token.read(file).secret());
        assertEquals(made.secret(), Token.readOrMake(file).secret());
        assertEquals(64, made.secret().length());
        assertTrue(!Token.isOpenToOthers(file));
        Path shortOne = Files.writeString(folder.resolve("short"), "secret\n");
        assertThrows(Problem.class, () -> Token.read(shortOne));
        Path two = Files.writeString(folder.resolve("two"), "two words are no token\n");
        assertThrows(Problem.class, () -> Token.read(two));
        assertThrows(Problem.class, () -> Token.read(folder.resolve("none")));
    }

    @Test
    void aRemoteHomeHasItsOwnDevice(@TempDir Path folder) {
        Path file = folder.resolve("token.txt");
        Token.readOrMake(file);
        OpenHome open = new OpenHome(Optional.of(Device.CPU), false, Duration.ofSeconds(1), s -> {});
        Home remote = new Home.Remote("localhost", 1, file, Optional.empty());
        Problem problem = assertThrows(Problem.class, () -> open.open(remote));
        assertTrue(String.valueOf(problem.getMessage()).contains("'lobescope serve --device'"));
    }
}
