package org.lobescope.network.torchscript;

import org.lobescope.network.archive.Pickled;

/** Values that only the source text knows, beside tensors, numbers, texts, lists, maps, tuples and None. */
sealed interface ScriptValue {
    /** A module that is being run, and its path. */
    record Module(Pickled.Instance instance, String path) implements ScriptValue {}

    /** A method of a module. */
    record Method(Module module, String name) implements ScriptValue {}

    /** A name with dots that stands for a function or the start of one: {@code torch.nn.functional.relu}. */
    record Path(String name) implements ScriptValue {}

    /** A variable that the text leaves empty until it is used. */
    enum Unset implements ScriptValue {
        UNSET
    }
}
