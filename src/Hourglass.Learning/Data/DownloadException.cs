using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Says that no mirror delivered a file, and why each of them failed.</summary>
public sealed class DownloadException : IOException
{
    /// <summary>Makes the error.</summary>
    /// <param name="file">The file that is missing.</param>
    /// <param name="failures">What each mirror did, in the order they were asked.</param>
    /// <param name="advice">What to do; one or more sentences.</param>
    public DownloadException(string file, IReadOnlyList<MirrorFailure> failures, string advice)
        : base(Describe(file, failures, advice))
    {
        FileName = file;
        Failures = failures;
    }

    /// <summary>Gets the file that is missing.</summary>
    public string FileName { get; }

    /// <summary>Gets what each mirror did, in the order they were asked.</summary>
    public IReadOnlyList<MirrorFailure> Failures { get; }

    private static string Describe(string file, IReadOnlyList<MirrorFailure> failures, string advice)
    {
        ArgumentNullException.ThrowIfNull(failures);
        IEnumerable<string> lines = failures.Select(failure => $"  {failure.Source}: {failure.Reason}");
        return Phrase.Of($"{file} could not be downloaded:\n{string.Join('\n', lines)}\n{advice}");
    }
}
