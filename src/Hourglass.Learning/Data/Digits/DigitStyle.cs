namespace Hourglass.Learning;

/// <summary>Draws the factors of a digit. The figures were chosen so that ink, slant and proportions are spread as in MNIST.</summary>
internal static class DigitStyle
{
    private const float SlantMean = 0.16f, SlantDeviation = 0.22f;
    private const float RotationDeviation = 0.06f;
    private const float AspectDeviation = 0.16f;
    private const float WaistDeviation = 0.03f;
    private const float TaperDeviation = 0.1f;
    private const float JitterLow = 0.008f, JitterHigh = 0.028f;
    private const float ElasticLow = 0.01f, ElasticHigh = 0.045f;
    private const float PenWidthMean = 2.35f, PenWidthDeviation = 0.62f, PenWidthSkew = 0.09f;
    private const float PressureLow = 0.03f, PressureHigh = 0.2f;

    /// <summary>Draws the factors of one digit, but for the extent of its ink, which is known when it is drawn.</summary>
    public static DigitFactors Draw(ref DigitRandom random)
    {
        int digit = random.Below(Digits.Classes);
        int variant = DrawVariant(DigitSkeletons.ByClass[digit], random.Uniform(0, 1));
        return new DigitFactors(
            digit,
            variant,
            Slant: SlantMean + (SlantDeviation * random.Bell()),
            Rotation: RotationDeviation * random.Bell(),
            Aspect: 1 + (AspectDeviation * random.Bell()),
            Waist: WaistDeviation * random.Bell(),
            Taper: TaperDeviation * random.Bell(),
            Jitter: random.Uniform(JitterLow, JitterHigh),
            Elastic: random.Uniform(ElasticLow, ElasticHigh),
            PenWidth: DrawPenWidth(random.Bell()),
            Pressure: random.Uniform(PressureLow, PressureHigh),
            Width: 0,
            Height: 0);
    }

    /// <summary>Pens are wide more often than they are thin: a parabola in the bell, monotonic over all of its range.</summary>
    private static float DrawPenWidth(float bell) =>
        PenWidthMean + (PenWidthDeviation * bell) + (PenWidthSkew * ((bell * bell) - 1));

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
}
