namespace Hourglass.Learning;

/// <summary>How studies are conducted.</summary>
/// <param name="IsQuick">Whether in the quick form: few samples, few epochs, no verdicts. The default is the full protocol.</param>
/// <param name="Data">The name of the data set; null, the default, for the built-in digits.</param>
/// <param name="Seed">The seed of everything. The default is 42.</param>
/// <param name="Command">The command that repeats the study, which reports show.</param>
public sealed record StudySettings(bool IsQuick = false, string? Data = null, ulong Seed = 42, string Command = "");
