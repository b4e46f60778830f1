import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.likeness.api.client.ClientBuilder;
import org.likeness.api.client.GalleryClient;
import org.likeness.api.client.Picture;
import org.likeness.api.client.ProblemException;
import org.likeness.api.client.RecognitionClient;
import org.likeness.api.recognition.FaceDecision;
import org.likeness.api.recognition.IdentifyAnswer.IdentifiedFace;

/**
 * Enrolls a person, identifies a picture and forgets the person:
 * {@code java -cp 'lib/*' Client.java URL GALLERY NAME PICTURE OTHER_PICTURE}, with likeness-api and Jackson in lib. The access key is in
 * LIKENESS_KEY.
 */
public final class Client {
    public static void main(String[] arguments) {
        ClientBuilder builder = RecognitionClient.builder(arguments[0]);
        String key = System.getenv("LIKENESS_KEY");
        RecognitionClient client = (key == null ? builder : builder.key(key)).build();
        GalleryClient gallery = client.gallery(arguments[1]);
        String name = arguments[2];

        long person = gallery.people()
                .add(name, List.of(Picture.of(Path.of(arguments[3]))))
                .enrolledPerson()
                .personId();
        System.out.println("enrolled " + name + " as " + person);

        for (IdentifiedFace face : gallery.identify(List.of(Picture.of(Path.of(arguments[4])))).faces()) {
            System.out.println(
                    face.decision() == FaceDecision.MATCH
                            ? String.format(
                                    Locale.ROOT,
                                    "identified as %s, distance %.4f",
                                    face.nearest().person(),
                                    face.nearest().distance())
                            : "unknown");
        }

        System.out.println("forgot " + gallery.person(person).forget().faceCount() + " face");

        try {
            gallery.person(person).get();
            System.out.println("still there");
        } catch (ProblemException problem) { // the person is gone
            System.out.println(problem.code() + ": " + problem.detail());
        }
    }
}
