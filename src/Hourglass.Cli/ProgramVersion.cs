using System.Reflection;

namespace Hourglass.Cli;

/// <summary>Knows the version of this program.</summary>
internal static class ProgramVersion
{
    /// <summary>Gets the version, as in 0.1.0.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
