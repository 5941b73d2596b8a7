package org.lobescope.network.torchscript;

import java.util.ArrayList;
import java.util.List;
import org.lobescope.Problem;

/** Cuts source text into words; line breaks count where no bracket is open. */
final class Lexer {
    /** Kinds of words. */
    enum Kind {
        NAME,
        NUMBER,
        TEXT,
        SIGN,
        NEWLINE,
        INDENT,
        DEDENT,
        END
    }

    /** A word. */
    record Word(Kind kind, String text, int line) {}

    private final String text;
    private final String where;
    private final List<Word> words = new ArrayList<>();
    private final List<Integer> indents = new ArrayList<>(List.of(0));
    private int at;
    private int line = 1;
    private int open;

    private Lexer(String text, String where) {
        this.text = text;
        this.where = where;
    }

    static List<Word> words(String text, String where) {
        Lexer lexer = new Lexer(text, where);
        lexer.run();
        return lexer.words;
    }

    private void run() {
        boolean fresh = true;
        while (at < text.length()) {
            if (fresh) {
                fresh = !indent();
                continue;
            }
            char c = text.charAt(at);
            if (c == '\n') {
                at++;
                line++;
                if (open == 0) {
                    add(Kind.NEWLINE, "");
                    fresh = true;
                }
            } else if (c == '#') {
                skipComment();
            } else if (Character.isWhitespace(c)) {
                at++;
            } else {
                word(c);
            }
        }
        if (!words.isEmpty() && words.getLast().kind() != Kind.NEWLINE) {
            add(Kind.NEWLINE, "");
        }
        for (int i = 1; i < indents.size(); i++) {
            add(Kind.DEDENT, "");
        }
        add(Kind.END, "");
    }

    /** Measures the blanks that a line begins with; false if there is nothing else in it. */
    private boolean indent() {
        int start = at;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '#') {
            skipComment();
        }
        if (at >= text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r') {
            if (at < text.length() && text.charAt(at++) == '\n') {
                line++;
            }
            return false;
        }
        int width = at - start;
        if (width > indents.getLast()) {
            indents.add(width);
            add(Kind.INDENT, "");
        }
        while (width < indents.getLast()) {
            indents.removeLast();
            add(Kind.DEDENT, "");
        }
        if (width != indents.getLast()) {
            throw broken("is not indented as the lines before");
        }
        return true;
    }

    private void skipComment() {
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    private void word(char c) {
        if (Character.isLetter(c) || c == '_') {
            int start = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            add(Kind.NAME, text.substring(start, at));
        } else if (Character.isDigit(c) || (c == '.' && digit(at + 1))) {
            number();
        } else if (c == '"' || c == '\'') {
            quoted(c);
        } else {
            at++;
            if ("([{".indexOf(c) >= 0) {
                open++;
            } else if (")]}".indexOf(c) >= 0) {
                open = Math.max(0, open - 1);
            } else if (c == '-' && at < text.length() && text.charAt(at) == '>') {
                at++;
                add(Kind.SIGN, "->");
                return;
            }
            add(Kind.SIGN, String.valueOf(c));
        }
    }

    private boolean digit(int i) {
        return i < text.length() && Character.isDigit(text.charAt(i));
    }

    private void number() {
        int start = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean sign = (c == '-' || c == '+') && "eE".indexOf(text.charAt(at - 1)) >= 0;
            if (!Character.isDigit(c) && c != '.' && c != 'e' && c != 'E' && !sign) {
                break;
            }
            at++;
        }
        add(Kind.NUMBER, text.substring(start, at));
    }

    private void quoted(char quote) {
        StringBuilder content = new StringBuilder();
        at++;
        while (true) {
            if (at >= text.length() || text.charAt(at) == '\n') {
                throw broken("has a text without an end");
            }
            char c = text.charAt(at++);
            if (c == quote) {
                break;
            }
            content.append(c == '\\' ? escaped() : c);
        }
        add(Kind.TEXT, content.toString());
    }

    private char escaped() {
        if (at >= text.length()) {
            throw broken("has a text without an end");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }

    private void add(Kind kind, String word) {
        words.add(new Word(kind, word, line));
    }

    private Problem broken(String what) {
        return new Problem("Line " + line + " of " + where + " " + what + ": export or copy the file again.");
    }
}
