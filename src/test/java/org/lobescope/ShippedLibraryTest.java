package org.lobescope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lobescope.ShippedLibrary.Licence;

class ShippedLibraryTest {
    @Test
    void librariesComeByNameWithTheirLicences() {
        String list = """
                {"bomFormat": "CycloneDX", "components": [
                  {"name": "zebra", "version": "2", "licenses": [{"expression": "MIT OR Apache-2.0"}]},
                  {"name": "Adder", "version": "1.5", "licenses": [
                    {"license": {"id": "BSD-3-Clause", "url": "https://example.org/bsd",
                      "text": {"contentType": "text/plain", "encoding": "base64", "content": "UmVkaXN0cmlidXRpb24="}}},
                    {"license": {"name": "Home made"}}]},
                  {"name": "moth", "version": "0"}]}""";
        assertEquals(
                List.of(
                        new ShippedLibrary(
                                "Adder",
                                "1.5",
                                List.of(
                                        new Licence("BSD-3-Clause", "Redistribution", "https://example.org/bsd"),
                                        new Licence("Home made", "", ""))),
                        new ShippedLibrary("moth", "0", List.of()),
                        new ShippedLibrary("zebra", "2", List.of(new Licence("MIT OR Apache-2.0", "", "")))),
                ShippedLibrary.read(list));
    }

    @Test
    void anotherFileIsRefusedInWords() {
        String said = String.valueOf(
                assertThrows(Problem.class, () -> ShippedLibrary.read("[]")).getMessage());
        assertTrue(said.contains("CycloneDX"), said);
    }
}
