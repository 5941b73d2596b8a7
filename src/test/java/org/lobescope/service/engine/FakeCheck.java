package org.lobescope.service.engine;

/** A child process that behaves as its argument says. */
final class FakeCheck {
    private FakeCheck() {}

    public static void main(String[] args) throws InterruptedException {
        switch (args[0]) {
            case "good" -> System.out.println("noise\n" + EngineCheckMain.DEVICES + "cuda:0 cpu");
            case "processor" -> System.out.println(EngineCheckMain.DEVICES + "cpu");
            case "problem" -> System.out.println(EngineCheckMain.PROBLEM + "no libcuda.so.1");
            case "crash" -> Runtime.getRuntime().halt(134);
            case "folder" ->
                System.out.println(EngineCheckMain.DEVICES + System.getProperty("PYTORCH_LIBRARY_PATH") + " "
                        + System.getProperty("PYTORCH_FLAVOR"));
            default -> Thread.sleep(600_000);
        }
    }
}
