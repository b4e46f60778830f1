package org.likeness.core.dataset.folder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.file.CanonicalName;

/**
 * Resolves the picture names of a list. A name is the full name of a picture in the data set, or a suffix of it that is unique, with or
 * without extension. A list may prefix all its names with the same folders ({@code ../Data/Images/}): these are dropped, but the rest must
 * then be a full name. Dropping folders from single names would match another person's picture instead of reporting a missing one.
 */
public final class PictureNames {
    /** From the surest on; those of the first two may stand behind folders that are dropped. */
    private enum Tier {
        WHOLE,
        WHOLE_WITHOUT_ENDING,
        END,
        END_WITHOUT_ENDING;

        boolean isWhole() {
            return this == WHOLE || this == WHOLE_WITHOUT_ENDING;
        }
    }

    private final Map<Tier, Map<String, Picture>> pictures = new EnumMap<>(Tier.class);
    private final Map<Tier, Set<String>> ambiguous = new EnumMap<>(Tier.class);

    /** All pictures of a data set. */
    public PictureNames(FaceDataset data) {
        for (Tier tier : Tier.values()) {
            pictures.put(tier, new HashMap<>());
            ambiguous.put(tier, new HashSet<>());
        }
        for (Identity identity : data.identities()) {
            for (Picture picture : identity.pictures()) {
                know(identity.name(), picture);
            }
        }
    }

    private void know(String person, Picture picture) {
        String name = CanonicalName.of(picture.name());
        know(Tier.WHOLE, Tier.WHOLE_WITHOUT_ENDING, name, picture);
        String file = name.substring(name.lastIndexOf('/') + 1);
        if (FlatFolder.personNamed(file).filter(person::equals).isPresent()) {
            know(Tier.WHOLE, Tier.WHOLE_WITHOUT_ENDING, file, picture); // it says whose it is without its folder
        }
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            know(Tier.END, Tier.END_WITHOUT_ENDING, name.substring(slash + 1), picture);
        }
    }

    private void know(Tier exact, Tier withoutEnding, String name, Picture picture) {
        know(exact, name, picture);
        know(withoutEnding, stem(name), picture);
    }

    private void know(Tier tier, String name, Picture picture) {
        Picture other = of(pictures, tier).putIfAbsent(name, picture);
        if (other != null && other != picture) {
            of(ambiguous, tier).add(name);
        }
    }

    private static <T> T of(Map<Tier, T> all, Tier tier) {
        return Objects.requireNonNull(all.get(tier));
    }

    /** The surest way in which a name is one of the data set; none if it is not. */
    private Optional<Tier> tier(String name, int dropped) {
        return Arrays.stream(Tier.values())
                .filter(tier -> dropped == 0 || tier.isWhole())
                .filter(tier -> of(pictures, tier).containsKey(name))
                .findFirst();
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') ? name.substring(0, dot) : name;
    }

    /** These pictures as one list names them. */
    public InList in(Collection<String> names) {
        List<List<String>> parts = names.stream().map(PictureNames::parts).toList();
        int common = commonFolders(parts);
        int best = 0;
        long most = -1;
        for (int dropped = 0; dropped <= common; dropped++) {
            int root = dropped;
            long found = parts.stream()
                    .filter(name -> tier(String.join("/", name.subList(root, name.size())), root)
                            .isPresent())
                    .count();
            if (found > most) {
                best = dropped;
                most = found;
            }
        }
        return new InList(best);
    }

    /** How many folders all names begin with. */
    private static int commonFolders(List<List<String>> names) {
        if (names.isEmpty()) {
            return 0;
        }
        List<String> first = names.get(0);
        int common = first.size() - 1;
        for (List<String> name : names) {
            common = Math.min(common, name.size() - 1);
            while (!first.subList(0, common).equals(name.subList(0, common))) {
                common--;
            }
        }
        return common;
    }

    private static List<String> parts(String name) {
        return List.of(CanonicalName.of(name).replace('\\', '/').split("/", -1));
    }

    /** Pictures by the names of one list. */
    public final class InList {
        private final int dropped;

        private InList(int dropped) {
            this.dropped = dropped;
        }

        /**
         * The picture of a name.
         *
         * @param name of those that the list was made for
         * @throws LikenessException if there is none, or several; the message does not say where the name stands
         */
        public Picture picture(String name) {
            List<String> parts = new ArrayList<>(parts(name));
            String wanted = String.join("/", parts.subList(Math.min(dropped, parts.size() - 1), parts.size()));
            Tier tier = tier(wanted, dropped)
                    .orElseThrow(() -> LikenessException.notFound(
                            String.format(Locale.ROOT, "no picture %s in the data set", name)));
            if (of(ambiguous, tier).contains(wanted)) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "several pictures of the data set are named %s: include folder and extension",
                        name));
            }
            return Objects.requireNonNull(of(pictures, tier).get(wanted));
        }
    }
}
