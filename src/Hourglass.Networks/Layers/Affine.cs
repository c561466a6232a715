namespace Hourglass.Networks;

/// <summary>What normalizations share: parameters that are plain lists of numbers.</summary>
internal static class Affine
{
    /// <summary>The floats of a stored parameter come in whole vectors of any width.</summary>
    private const int Alignment = 16;

    /// <summary>Describes a list of numbers.</summary>
    public static ParameterInfo Parameter(string name, ParameterKind kind, int count) =>
        new(name, kind, [count], checked((count + Alignment - 1) / Alignment * Alignment));

    /// <summary>Sets or adds to a gradient and completes it.</summary>
    public static void Finish(in LayerPass pass, int parameter, ReadOnlySpan<float> gradient)
    {
        Span<float> destination = pass.Gradients[parameter].Span;
        if (!pass.AddGradients) destination.Clear();
        for (int i = 0; i < gradient.Length; i++) destination[i] += gradient[i];
        pass.Complete(parameter);
    }
}
