using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Draws the start values of weights.</summary>
internal static class Initializer
{
    /// <summary>Fills a weight.</summary>
    /// <param name="spec">The distribution.</param>
    /// <param name="key">The source of random numbers.</param>
    /// <param name="fanIn">Inputs of one output.</param>
    /// <param name="fanOut">Outputs of one input.</param>
    /// <param name="values">Receives the weight in the order of files.</param>
    public static void Fill(InitializerSpec spec, RandomKey key, int fanIn, int fanOut, Span<float> values)
    {
        double mean = (fanIn + (double)fanOut) / 2;
        (bool uniform, double size) = spec.Kind switch
        {
            InitializerKind.GlorotUniform => (true, Math.Sqrt(3 / mean)),
            InitializerKind.GlorotNormal => (false, Math.Sqrt(1 / mean)),
            InitializerKind.HeUniform => (true, Math.Sqrt(6.0 / fanIn)),
            InitializerKind.HeNormal => (false, Math.Sqrt(2.0 / fanIn)),
            InitializerKind.LecunUniform => (true, Math.Sqrt(3.0 / fanIn)),
            InitializerKind.LecunNormal => (false, Math.Sqrt(1.0 / fanIn)),
            InitializerKind.Uniform => (true, spec.Limit!.Value),
            InitializerKind.Normal => (false, spec.Deviation!.Value),
            _ => (false, 0),
        };

        if (spec.Kind == InitializerKind.Constant) values.Fill((float)spec.Value!.Value);
        else if (uniform) key.FillUniform(values, (float)-size, (float)size);
        else key.FillNormal(values, 0, (float)size);
    }
}
