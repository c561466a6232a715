namespace Hourglass.Numerics;

/// <summary>Takes finished pieces of a gradient while they are still in the cache; an optimizer's update, usually.</summary>
public interface IGradientSink
{
    /// <summary>Takes the gradient of the parameters <paramref name="offset"/> and following.</summary>
    /// <param name="offset">The first parameter's place in the parameter arena.</param>
    /// <param name="gradient">The gradient; its length is a multiple of 16. The call may change it; its memory is reused.</param>
    /// <remarks>Called from several workers at once, each with its own piece.</remarks>
    void Take(int offset, Span<float> gradient);
}
