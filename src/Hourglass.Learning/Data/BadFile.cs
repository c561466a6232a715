using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Words the errors of files that are not what they should be.</summary>
internal static class BadFile
{
    /// <summary>Makes an error that names the file, the place, what is there, what should be, and what to do.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">The byte, counted in the unpacked content.</param>
    /// <param name="found">What is there.</param>
    /// <param name="expected">What should be there.</param>
    /// <param name="advice">What to do; a sentence.</param>
    /// <param name="cause">What brought it to light, or null.</param>
    public static InvalidDataException At(
        string file, long offset, string found, string expected, string advice, Exception? cause = null) =>
        new(Phrase.Of($"{file}, byte {offset}: found {found}, expected {expected}. {advice}"), cause);
}
