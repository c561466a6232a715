using System.Globalization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>What max and average pooling share: the windows and what may be wrong with them.</summary>
internal static class PoolWindows
{
    public static PoolGeometry On(Shape input, int size, int? stride, PoolPaddingKind padding)
    {
        bool same = padding == PoolPaddingKind.Same;
        return new(input.Channels, new(input.Height, size, stride ?? size, same), new(input.Width, size, stride ?? size, same));
    }

    public static IEnumerable<SpecProblem> Validate(Shape input, string path, int size, int? stride, PoolPaddingKind padding)
    {
        foreach (SpecProblem problem in Side($"{path}.size", size)) yield return problem;
        foreach (SpecProblem problem in Side($"{path}.stride", stride ?? 1)) yield return problem;
        foreach (SpecProblem problem in Problem.Enum($"{path}.padding", padding)) yield return problem;
        if (padding == PoolPaddingKind.Valid && input != default && size > Math.Min(input.Height, input.Width))
        {
            yield return new(
                $"{path}.size",
                Phrase.Of($"received {size}, expected at most the {Math.Min(input.Height, input.Width)} cells of the shorter side of the input {input}, or the padding \"same\"."));
        }
    }

    public static string Describe(string name, int size, int? stride, PoolPaddingKind padding)
    {
        string step = stride is { } cells && cells != size ? string.Create(CultureInfo.InvariantCulture, $", stride {cells}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{name} {size}x{size}{step}{(padding == PoolPaddingKind.Same ? ", same" : "")}");
    }

    private static IEnumerable<SpecProblem> Side(string path, int value) =>
        Problem.Unless(value is >= 1 and <= SpecLimits.Features, path, value, Phrase.Of($"1 to {Problem.Text(SpecLimits.Features)}"));

    /// <summary>Words windows: <c>2x2</c>, with their stride where they overlap or leave gaps.</summary>
    public static string Describe(int size, int? stride)
    {
        string window = string.Create(CultureInfo.InvariantCulture, $"{size}x{size}");
        return stride is { } step && step != size ? string.Create(CultureInfo.InvariantCulture, $"{window}, stride {step}") : window;
    }
}
