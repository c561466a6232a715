namespace Hourglass.Learning;

/// <summary>How grave a <see cref="Finding"/> is.</summary>
public enum FindingSeverity
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>The result is worse than it could be.</summary>
    Warning,

    /// <summary>The result is not to be used.</summary>
    Problem,
}

/// <summary>Something that the doctor saw.</summary>
/// <param name="Name">What kind of finding it is, as <c>docs/guide/doctor.md</c> lists them: <c>dead-units</c>.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Seen">What was seen, with the figure.</param>
/// <param name="Why">Why it matters.</param>
/// <param name="Change">What to change; empty where nothing is to be changed.</param>
public sealed record Finding(string Name, FindingSeverity Severity, string Seen, string Why, string Change = "");
