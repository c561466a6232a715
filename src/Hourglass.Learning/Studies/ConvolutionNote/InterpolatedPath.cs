namespace Hourglass.Learning;

/// <summary>The way from the code of one image to that of another, decoded, with the digit that the nearest training codes see at each step.</summary>
/// <param name="Run">The network.</param>
/// <param name="Originals">The two images.</param>
/// <param name="Classes">Their classes.</param>
/// <param name="Codes">The codes of the steps, ends included.</param>
/// <param name="Steps">The decoded steps.</param>
/// <param name="Digits">The class at each step.</param>
internal sealed record InterpolatedPath(StudyRun Run, ImageBatch Originals, int[] Classes, float[] Codes, ImageBatch Steps, int[] Digits)
{
    /// <summary>Gets the numbers of a code.</summary>
    public int Code => Codes.Length / Steps.Count;

    /// <summary>Gets the squared error per pixel of the two ends.</summary>
    public double EndError => (Error(Originals[0], Steps[0]) + Error(Originals[1], Steps[Steps.Count - 1])) / 2;

    /// <summary>Gets the steps at which the class is that of neither end.</summary>
    public int Others => Digits.Count(digit => !Classes.Contains(digit));

    /// <summary>Gets how far the steps between the ends are from a cross-fade of the ends, as a part of how far these are from each other: 0 where one
    /// image fades while the other appears.</summary>
    public double FadeDistance => DistanceFromFade(Steps);

    /// <summary>Lists the classes in the order in which the way leads through them.</summary>
    public static IReadOnlyList<int> Stretches(IReadOnlyList<int> digits) => [.. digits.Where((digit, i) => i == 0 || digits[i - 1] != digit)];

    /// <summary>Computes <see cref="FadeDistance"/>.</summary>
    public static double DistanceFromFade(ImageBatch steps)
    {
        int last = steps.Count - 1;
        float[] fade = new float[steps.Shape.Size];
        double sum = 0;
        for (int step = 1; step < last; step++)
        {
            float share = (float)step / last;
            for (int i = 0; i < fade.Length; i++) fade[i] = ((1 - share) * steps[0][i]) + (share * steps[last][i]);
            sum += Error(fade, steps[step]);
        }

        return sum / (last - 1) / Error(steps[0], steps[last]);
    }

    private static double Error(ReadOnlySpan<float> image, ReadOnlySpan<float> other)
    {
        double sum = 0;
        for (int i = 0; i < image.Length; i++) sum += (image[i] - other[i]) * (image[i] - other[i]);
        return sum / image.Length;
    }
}
