package org.likeness.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * The edit distance of two words: insertions, deletions, substitutions and transpositions of adjacent letters, each letter edited at most
 * once (optimal string alignment).
 */
public final class EditDistance {
    /** One letter in three may be wrong: {@code trian} is {@code train}, and {@code doctor} is nothing like {@code forget}. */
    private static final int LETTERS_A_MISTAKE = 3;

    private EditDistance() {}

    /** The distance of two words, 0 or more. */
    public static int between(String a, String b) {
        int[][] least = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                least[i][j] = i == 0 || j == 0 ? i + j : least(least, a, b, i, j);
            }
        }
        return least[a.length()][b.length()];
    }

    private static int least(int[][] least, String a, String b, int i, int j) {
        int change = least[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int found = Math.min(change, 1 + Math.min(least[i - 1][j], least[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(found, least[i - 2][j - 2] + 1) : found;
    }

    /** Whether a word may be a mistyped other one. */
    public static boolean isNear(String typed, String known) {
        int mistakes = (known.length() + LETTERS_A_MISTAKE - 1) / LETTERS_A_MISTAKE;
        return Math.abs(typed.length() - known.length()) <= mistakes && between(typed, known) <= mistakes;
    }

    /** The known word that was probably meant; nothing if none is near. */
    public static Optional<String> nearest(String typed, Collection<String> known) {
        return known.stream()
                .filter(word -> isNear(typed, word))
                .min(Comparator.comparingInt((String word) -> between(typed, word))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
