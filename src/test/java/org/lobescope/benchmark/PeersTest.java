package org.lobescope.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problem;
import org.lobescope.Shared;
import org.lobescope.explain.MethodId;

class PeersTest {
    @TempDir
    private Path folder;

    @Test
    void readsCallsUnderOurNamesAndLeavesOutWhatDidNotEnd() {
        Peers peers = Fixture.peers();
        assertEquals("Abacus", peers.cpu());
        assertEquals(3, peers.cores());
        assertEquals(Map.of("torch", "2.7.1", "captum", "0.8.0"), peers.versions());
        Peers.OfNetwork lenet = peers.of("lenet").orElseThrow();
        assertEquals(
                Map.of(
                        MethodId.VANILLA_GRADIENT, new Peers.Call("captum (frozen)", 0.125),
                        MethodId.GRAD_CAM, new Peers.Call("pytorch-grad-cam (frozen)", 0.5)),
                lenet.fastest());
        assertEquals(
                Map.of(
                        MethodId.VANILLA_GRADIENT, new Peers.Call("PAIR (default)", 2),
                        MethodId.GRAD_CAM, new Peers.Call("captum (default)", 4)),
                lenet.plain());
    }

    @Test
    void sumsAreOverMethodsWithoutThePlainForwardPass() {
        Peers.OfNetwork lenet = Fixture.peers().of("lenet").orElseThrow();
        assertEquals(0.625, lenet.fastestSum());
        assertEquals(6, lenet.plainSum());
    }

    @Test
    void reproducesTheTotalsOfTheReference() {
        Peers.OfNetwork resnets =
                Peers.read(Shared.path("peers/times.json")).of("resnets").orElseThrow();
        assertEquals(
                EnumSet.allOf(MethodId.class), EnumSet.copyOf(resnets.fastest().keySet()));
        assertEquals(
                EnumSet.allOf(MethodId.class), EnumSet.copyOf(resnets.plain().keySet()));
        assertEquals(10.8, resnets.plainSum(), 0.05);
        assertEquals(6.7, resnets.fastestSum(), 0.05);
        assertTrue(resnets.plain().values().stream()
                .anyMatch(call -> call.library().equals("captum 50 (default)")));
    }

    @Test
    void anotherFileIsRefusedInWords() throws Exception {
        for (String content : new String[] {"", "[]", "{}", "{\"environment\": 3}", "{\"environment\": {}}", "times"}) {
            Path file = Files.writeString(folder.resolve("times.json"), content);
            Problem problem = assertThrows(Problem.class, () -> Peers.read(file), content);
            assertTrue(String.valueOf(problem.getMessage()).contains("time_peers.py"), problem.getMessage());
        }
        assertThrows(Problem.class, () -> Peers.read(folder.resolve("missing.json")));
    }
}
