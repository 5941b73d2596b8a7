package org.lobescope.network.aten;

import java.util.List;

/**
 * Where an operation is called.
 *
 * @param where the node or line, for messages
 * @param module the path of the module, empty at the top
 * @param visit which call of the module it is: operations of one call of a module have the same
 * @param outputs the names of the values that it makes; empty where the file gives them none
 */
public record Site(String where, String module, String visit, List<String> outputs) {}
