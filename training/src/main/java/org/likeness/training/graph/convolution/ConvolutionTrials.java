package org.likeness.training.graph.convolution;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.likeness.training.libtorch.Libtorch;

/**
 * A separate program that tests convolutions, because a faulty one may crash the process. Each input line contains the number of threads
 * and a {@link ConvolutionCase#line}; the output line is the {@linkplain ConvolutionTrial#error error}. It exits at the end of its input.
 */
final class ConvolutionTrials {
    /** What it says once it can be asked. */
    static final String READY = "ready";

    private ConvolutionTrials() {}

    public static void main(String[] arguments) throws IOException {
        Libtorch.load();
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        answers.println(READY);
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            int space = line.indexOf(' ');
            Libtorch.setThreads(Integer.parseInt(line.substring(0, space)));
            answers.println(ConvolutionTrial.error(ConvolutionCase.parse(line.substring(space + 1))));
        }
    }
}
