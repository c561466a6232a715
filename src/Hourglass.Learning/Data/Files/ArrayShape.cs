using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Finds the shape of the samples of an array.</summary>
internal static class ArrayShape
{
    /// <summary>Gets the shape of a sample.</summary>
    /// <param name="path">What messages call the array.</param>
    /// <param name="sizes">The sizes of the array, samples first.</param>
    /// <exception cref="InvalidDataException">The samples are no samples, or too large.</exception>
    public static Shape Of(string path, IReadOnlyList<int> sizes)
    {
        long features = sizes.Skip(1).Aggregate(1L, static (count, size) => count * size);
        if (sizes.Count == 0 || features > SpecLimits.Features)
        {
            throw new InvalidDataException(sizes.Count == 0
                ? Phrase.Of($"{path}: found an array of a single number, expected samples of at most {SpecLimits.Features:N0} features, the samples first.")
                : Phrase.Of($"{path}: found an array of {string.Join(" x ", sizes)}, expected samples of at most {SpecLimits.Features:N0} features, the samples first."));
        }

        // What PyTorch saves: read as heights, channels would make pictures that nobody knows.
        if (sizes is [_, 1 or 3, > 4, > 4])
        {
            throw new InvalidDataException(
                Phrase.Of($"{path}: found an array of {string.Join(" x ", sizes)}, expected samples x height x width x channels. Save numpy.moveaxis(array, 1, -1), or give the --shape."));
        }

        return sizes switch
        {
            [_, var height, var width] when height > 1 || width > 1 => new Shape(1, height, width),
            [_, var height, var width, var channels] when height > 1 || width > 1 => new Shape(channels, height, width),
            _ => new Shape((int)features),
        };
    }
}
