package org.lobescope;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rooms of the program and who may see whom: imports point towards the image, never back. */
class ArchitectureTest {
    private static final String ROOT = "org.lobescope.";

    /** In the order of the data's way; a room sees only rooms before it. */
    private static final List<String> ROOMS = List.of(
            "sky",
            "simulation",
            "network",
            "network.operator",
            "network.onnx",
            "network.archive",
            "network.aten",
            "network.pt2",
            "network.torchscript",
            "network.file",
            "network.torch",
            "classifier",
            "training",
            "explain",
            "explain.segment",
            "evaluation",
            "service",
            "service.wire",
            "service.remote",
            "service.worker",
            "service.home",
            "figure",
            "session",
            "benchmark",
            "ui",
            "cli");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.lobescope");

    @Test
    void everyRoomIsThere() {
        for (String room : ROOMS) {
            assertTrue(CLASSES.stream().anyMatch(c -> c.getPackageName().equals(ROOT + room)), room + " is empty");
        }
    }

    @Test
    void importsPointTowardsTheImage() {
        for (int i = 0; i < ROOMS.size(); i++) {
            // A room's inner rooms belong to it: explain uses explain.segment.
            String room = ROOMS.get(i);
            String[] later = ROOMS.subList(i + 1, ROOMS.size()).stream()
                    .filter(other -> !other.startsWith(room + "."))
                    .map(other -> ROOT + other + "..")
                    .toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + room)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later)
                        .allowEmptyShould(true)
                        .check(CLASSES);
            }
        }
        noClasses()
                .that()
                .resideInAPackage(ROOT + "network")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "network.onnx", ROOT + "network.torch")
                .check(CLASSES);
    }

    @Test
    void onlyTheTorchRoomKnowsDjl() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "network.torch")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(CLASSES);
    }

    @Test
    void onlyTheWindowKnowsJavaFx() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "ui..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "atlantafx..", "org.controlsfx..", "org.kordamp..")
                .check(CLASSES);
    }

    @Test
    void onlyRemoteHomesKnowGrpc() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "service.remote", ROOT + "service.worker")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.grpc..")
                .check(CLASSES);
    }

    @Test
    void methodsKnowNoImages() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "explain..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "sky..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "network..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "sky..")
                .check(CLASSES);
    }

    @Test
    void threadsLiveInServiceAndControllers() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "service..", ROOT + "ui..", ROOT + "cli..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ExecutorService")
                .check(CLASSES);
    }
}
