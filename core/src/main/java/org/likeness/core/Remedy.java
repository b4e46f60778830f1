package org.likeness.core;

/**
 * What a user can do about a {@link LikenessException}, in the library's terms. Each program words it in its own: the command line names
 * options and commands, a server names fields and routes.
 *
 * @param action  what to do
 * @param subject what to do it with, such as the name of a model; empty where the action says everything
 */
public record Remedy(Action action, String subject) {
    /** An action without a subject. */
    public Remedy(Action action) {
        this(action, "");
    }

    /** What to do. */
    public enum Action {
        /** Find faces with the detector that was used before, or enroll everyone again in another gallery. */
        USE_THAT_DETECTOR,
        /** Use the pictures as aligned faces, as before, or enroll everyone again in another gallery. */
        OMIT_DETECTOR,
        /** Average with the mirror image, as before, or enroll everyone again in another gallery. */
        AVERAGE_WITH_MIRROR,
        /** Do not average with the mirror image, as before, or enroll everyone again in another gallery. */
        OMIT_MIRROR,
        /** Add pictures of people, or start from a published encoder. */
        ADD_PICTURES,
        /** Choose fewer people. */
        FEWER_PEOPLE,
        /** Use an encoder file that training or an import has written. */
        USE_AN_ENCODER_FILE,
        /** Download the model of that name. */
        DOWNLOAD,
        /** Delete the downloaded file, and download the model of that name again. */
        DOWNLOAD_AGAIN,
        /** Take the files of the model of that name from a folder. */
        TAKE_FROM_FOLDER,
        /** Convert the file of that name to an encoder first, with a description of its input and output. */
        IMPORT_FIRST,
        /** Select the graph's output that is the embedding. */
        SELECT_OUTPUT,
        /** Give the size of the encoder's pictures. */
        GIVE_INPUT_SIZE,
        /** Give the size of the embeddings. */
        GIVE_EMBEDDING_SIZE,
        /** Free some space, then resume the run. */
        FREE_SPACE_AND_RESUME,
        /** Free some space and resume the run, or continue with the pictures in memory. */
        STORE_IN_MEMORY,
        /** Resume the run from its latest checkpoint. */
        RESUME,
        /** Choose another folder for the run. */
        OTHER_RUN_FOLDER,
        /** Resume the run in the folder, or choose another folder. */
        RESUME_OR_OTHER_FOLDER,
        /** Start a run instead of resuming one. */
        START_A_RUN,
        /** Inspect the data set. */
        INSPECT_DATA,
        /** Give the JVM a larger heap, such as that size. */
        RAISE_HEAP,
        /** Give the executors of a cluster more memory, or make the parts of the set smaller. */
        GIVE_EXECUTORS_MEMORY,
        /** Create the gallery by enrolling somebody. */
        ENROLL_FIRST,
        /** Give the key that the gallery was encrypted with. */
        GIVE_GALLERY_KEY,
        /** Give no key, or enroll in a new gallery, which is encrypted with it. */
        OMIT_GALLERY_KEY,
        /** Calibrate the encoder at that false-match rate. */
        CALIBRATE,
        /** Give a threshold, or calibrate the encoder. */
        GIVE_THRESHOLD,
        /** Average with the mirror image as the calibration did, give a threshold, or calibrate without the mirror image. */
        MIRROR_AS_CALIBRATED,
        /** Do not average with the mirror image, as in the calibration, give a threshold, or calibrate with the mirror image. */
        OMIT_MIRROR_AS_CALIBRATED
    }
}
