namespace Hourglass.Learning;

/// <summary>Draws the factors of a digit. The figures were chosen so that ink, slant and proportions are spread as in MNIST.</summary>
internal static class DigitStyle
{
    private const float SlantDeviation = 0.25f;
    private const float RotationDeviation = 0.08f;
    private const float AspectMean = 1.1f, AspectDeviation = 0.21f;
    private const float WaistDeviation = 0.04f;
    private const float TaperDeviation = 0.13f;
    private const float JitterLow = 0.01f, JitterHigh = 0.035f;
    private const float ElasticLow = 0.015f, ElasticHigh = 0.058f;
    private const float PenWidthDeviation = 0.25f, PenWidthSkew = 0.035f;
    private const float PressureLow = 0.04f, PressureHigh = 0.26f;

    /// <summary>
    /// How each class is usually written. Mean slants and pen widths differ because people write some digits smaller and more
    /// hurriedly than others, and fitting a small digit to the box thickens its strokes; the strokes of 0, 1 and 8 bend less.
    /// </summary>
    private static readonly Habit[] Habits =
    [
        new(Slant: 0.26f, PenWidth: 2.83f, Softness: 0.85f),
        new(Slant: 0.25f, PenWidth: 2.85f, Softness: 0.6f),
        new(Slant: 0.13f, PenWidth: 2.47f, Softness: 1),
        new(Slant: 0.08f, PenWidth: 2.61f, Softness: 1),
        new(Slant: 0.25f, PenWidth: 2.38f, Softness: 1),
        new(Slant: 0.10f, PenWidth: 2.30f, Softness: 1),
        new(Slant: 0.15f, PenWidth: 2.38f, Softness: 1),
        new(Slant: 0.15f, PenWidth: 2.64f, Softness: 1),
        new(Slant: 0.15f, PenWidth: 2.30f, Softness: 0.9f),
        new(Slant: 0.23f, PenWidth: 2.30f, Softness: 1),
    ];

    /// <summary>Draws the factors of one digit, but for the extent of its ink, which is known when it is drawn.</summary>
    public static DigitFactors Draw(ref DigitRandom random)
    {
        int digit = random.Below(Digits.Classes);
        Habit habit = Habits[digit];
        int variant = DrawVariant(DigitSkeletons.ByClass[digit], random.Uniform(0, 1));
        return new DigitFactors(
            digit,
            variant,
            Slant: habit.Slant + (SlantDeviation * random.Bell()),
            Rotation: RotationDeviation * random.Bell(),
            Aspect: AspectMean + (AspectDeviation * random.Bell()),
            Waist: WaistDeviation * random.Bell(),
            Taper: TaperDeviation * random.Bell(),
            Jitter: habit.Softness * random.Uniform(JitterLow, JitterHigh),
            Elastic: habit.Softness * random.Uniform(ElasticLow, ElasticHigh),
            PenWidth: habit.PenWidth * DrawRelativePenWidth(random.Bell()),
            Pressure: random.Uniform(PressureLow, PressureHigh),
            Width: 0,
            Height: 0);
    }

    /// <summary>Wide pens stray further from the mean than thin ones: a parabola in the bell, monotonic over all of its range.</summary>
    private static float DrawRelativePenWidth(float bell) =>
        1 + (PenWidthDeviation * bell) + (PenWidthSkew * ((bell * bell) - 1));

    private static int DrawVariant(DigitSkeleton[] ways, float place)
    {
        float total = 0;
        foreach (DigitSkeleton way in ways) total += way.Share;

        float left = place * total;
        for (int i = 0; i < ways.Length - 1; i++)
        {
            left -= ways[i].Share;
            if (left < 0) return i;
        }

        return ways.Length - 1;
    }

    private readonly record struct Habit(float Slant, float PenWidth, float Softness);
}
