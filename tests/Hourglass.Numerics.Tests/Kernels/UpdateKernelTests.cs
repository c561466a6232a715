using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

/// <summary>The update rules: five steps against a definition in double precision, with every combination of terms.</summary>
public class UpdateKernelTests
{
    private const float Rate = 0.05f, Momentum = 0.9f, Rho = 0.8f, Epsilon = 1e-3f, Beta1 = 0.9f, Beta2 = 0.99f, Shrink = 0.01f;

    public enum Rule
    {
        Sgd,
        SgdMomentum,
        SgdNesterov,
        Adam,
        Adadelta,
        Adagrad,
        RmsProp,
        RmsPropMomentum,
    }

    public static MatrixTheoryData<SimdWidth, Rule> Cases => new(Enum.GetValues<SimdWidth>(), Enum.GetValues<Rule>());

    public static TheoryData<Rule> Rules => new(Enum.GetValues<Rule>());

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryRule_FiveSteps_EqualsTheDefinition(SimdWidth width, Rule rule)
    {
        using Simd.Scope scope = Simd.Use(width);
        foreach (GradientTerms terms in new GradientTerms[]
        {
            new(1, float.PositiveInfinity, 0), new(0.5f, float.PositiveInfinity, 0), new(1, 0.3f, 0), new(1, float.PositiveInfinity, 0.1f), new(0.7f, 0.4f, 0.1f),
        })
        {
            const int Length = 48;
            float[] start = Draw.Normal(1, Length);
            GuardedMemory memory = new(3 * Length);
            BufferRange weight = memory.Range(start), first = memory.Range(new float[Length]), second = memory.Range(new float[Length]);
            double[] w = start.Doubles(), a = new double[Length], b = new double[Length];
            for (int step = 1; step <= 5; step++)
            {
                float[] gradient = Draw.Normal((ulong)step + 1, Length);
                Apply(rule, weight.Span, first.Span, second.Span, gradient, terms, step);
                for (int i = 0; i < Length; i++)
                    w[i] = Define(rule, w[i], Prepare(gradient[i], w[i], terms), ref a[i], ref b[i], step);

                // Some ulps a step; the quotients of the adaptive rules pass errors of their root on.
                Close.Equal(w, weight.Span, 1e-6, 2e-6, $"{rule}, step {step}, {terms}");
            }

            memory.Verify($"{rule}");
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void EveryRule_AtEveryWidthAndInPieces_HasTheSameBits(Rule rule)
    {
        const int Length = 160;
        float[][] results = new float[5][];
        for (int variant = 0; variant < 5; variant++)
        {
            // Every operation of a rule is correctly rounded, so no width and no cut may show.
            using Simd.Scope scope = Simd.Use(variant < 4 ? Enum.GetValues<SimdWidth>()[variant] : Simd.Widest);
            float[] weight = Draw.Normal(1, Length), first = Draw.Uniform(2, Length), second = Draw.Uniform(3, Length), gradient = Draw.Normal(4, Length);
            int piece = variant < 4 ? Length : 16;
            for (int i = 0; i < Length; i += piece)
            {
                Apply(
                    rule, weight.AsSpan(i, piece), first.AsSpan(i, piece), second.AsSpan(i, piece), gradient.AsSpan(i, piece), new(0.7f, 0.4f, 0.1f), 3);
            }

            results[variant] = [.. weight, .. first, .. second];
            Close.Identical(results[0], results[variant], $"{rule}, variant {variant}");
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void EveryRule_OfWhatIsNotANumber_SpoilsItsWeightAlone(Rule rule)
    {
        float[] weight = new float[16], gradient = Draw.Normal(1, 16);
        gradient[5] = float.NaN;

        Apply(rule, weight, new float[16], new float[16], gradient, new(1, 0.5f, 0), 1);

        Assert.Equal([5], Enumerable.Range(0, 16).Where(i => !float.IsFinite(weight[i])));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void EveryRule_LeavesPaddingAtZero(Rule rule)
    {
        float[] weight = new float[16], first = new float[16], second = new float[16];
        for (int step = 1; step <= 3; step++) Apply(rule, weight, first, second, new float[16], new(1, float.PositiveInfinity, 0.1f), step);

        Assert.All(weight, static w => Assert.Equal(0, w));
    }

    [Fact]
    public void Rules_OfBadLengths_AreRefused()
    {
        float[] long32 = new float[32], short16 = new float[16], odd = new float[17];
        GradientTerms terms = new(1, float.PositiveInfinity, 0);

        Refused("weight", () => UpdateKernel.Sgd(odd, default, odd, terms, 1, 0, false));
        Refused("gradient", () => UpdateKernel.Sgd(long32, default, short16, terms, 1, 0, false));
        Refused("first", () => UpdateKernel.Adagrad(long32, short16, long32, terms, 1, 1));
        Refused("second", () => UpdateKernel.Adadelta(long32, long32, short16, long32, terms, 1, 0.9f, 1));
        Refused("second", () => UpdateKernel.Adadelta(long32, long32, default, long32, terms, 1, 0.9f, 1));
    }

    private static void Refused(string parameter, Action action) =>
        Assert.Equal(parameter, Assert.Throws<ArgumentException>(action).ParamName);

    private static void Apply(
        Rule rule, Span<float> w, Span<float> a, Span<float> b, ReadOnlySpan<float> gradient, GradientTerms terms, int step)
    {
        switch (rule)
        {
            case Rule.Sgd: UpdateKernel.Sgd(w, default, gradient, terms, Rate, 0, false); break;
            case Rule.SgdMomentum: UpdateKernel.Sgd(w, a, gradient, terms, Rate, Momentum, false); break;
            case Rule.SgdNesterov: UpdateKernel.Sgd(w, a, gradient, terms, Rate, Momentum, true); break;
            case Rule.Adam:
                float rate = (float)(Rate / (1 - Math.Pow(Beta1, step))), root = (float)Math.Sqrt(1 - Math.Pow(Beta2, step));
                UpdateKernel.Adam(w, a, b, gradient, terms, new AdamFactors(Beta1, Beta2, rate, root, Epsilon, Shrink));
                break;
            case Rule.Adadelta: UpdateKernel.Adadelta(w, a, b, gradient, terms, Rate, Rho, Epsilon); break;
            case Rule.Adagrad: UpdateKernel.Adagrad(w, a, gradient, terms, Rate, Epsilon); break;
            case Rule.RmsProp: UpdateKernel.RmsProp(w, a, default, gradient, terms, Rate, Rho, 0, Epsilon); break;
            default: UpdateKernel.RmsProp(w, a, b, gradient, terms, Rate, Rho, Momentum, Epsilon); break;
        }
    }

    private static double Prepare(double g, double w, GradientTerms terms) =>
        Math.Clamp(terms.Scale * g, -terms.ClipValue, terms.ClipValue) + (terms.Decay * w);

    private static double Define(Rule rule, double w, double g, ref double a, ref double b, int step)
    {
        switch (rule)
        {
            case Rule.Sgd: return w - (Rate * g);
            case Rule.SgdMomentum:
                a = (Momentum * a) - (Rate * g);
                return w + a;
            case Rule.SgdNesterov:
                a = (Momentum * a) - (Rate * g);
                return w + (Momentum * a) - (Rate * g);
            case Rule.Adam:
                a = (Beta1 * a) + ((1 - Beta1) * g);
                b = (Beta2 * b) + ((1 - Beta2) * g * g);
                double mean = a / (1 - Math.Pow(Beta1, step)), square = b / (1 - Math.Pow(Beta2, step));
                return w - (Shrink * w) - (Rate * mean / (Math.Sqrt(square) + Epsilon));
            case Rule.Adadelta:
                a = (Rho * a) + ((1 - Rho) * g * g);
                double change = Math.Sqrt(b + Epsilon) / Math.Sqrt(a + Epsilon) * g;
                b = (Rho * b) + ((1 - Rho) * change * change);
                return w - (Rate * change);
            case Rule.Adagrad:
                a += g * g;
                return w - (Rate * g / (Math.Sqrt(a) + Epsilon));
            default:
                a = (Rho * a) + ((1 - Rho) * g * g);
                b = ((rule == Rule.RmsProp ? 0 : Momentum) * b) + (g / (Math.Sqrt(a) + Epsilon));
                return w - (Rate * b);
        }
    }
}
