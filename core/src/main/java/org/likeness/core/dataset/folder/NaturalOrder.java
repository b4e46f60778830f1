package org.likeness.core.dataset.folder;

import java.io.Serializable;
import java.util.Comparator;

/** Orders names naturally: runs of digits by their value, so that {@code 2.pgm} precedes {@code 10.pgm}. */
public final class NaturalOrder implements Comparator<String>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int endA = digitsEnd(a, i);
            int endB = digitsEnd(b, j);
            int order = endA > i && endB > j
                    ? compareDigits(a, i, endA, b, j, endB)
                    : Character.compare(a.charAt(i), b.charAt(j));
            if (order != 0) {
                return order;
            }
            i = Math.max(endA, i + 1);
            j = Math.max(endB, j + 1);
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : a.compareTo(b);
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int compareDigits(String a, int startA, int endA, String b, int startB, int endB) {
        int i = withoutZeros(a, startA, endA);
        int j = withoutZeros(b, startB, endB);
        int byLength = Integer.compare(endA - i, endB - j);
        return byLength != 0 ? byLength : a.substring(i, endA).compareTo(b.substring(j, endB));
    }

    private static int withoutZeros(String text, int start, int end) {
        int at = start;
        while (at < end - 1 && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }
}
