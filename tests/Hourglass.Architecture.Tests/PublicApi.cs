using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Hourglass.Architecture.Tests;

/// <summary>Writes the public surface of an assembly as text, close to C#, one member to a line.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Describes all types that other assemblies see.</summary>
    public static string Describe(Assembly assembly) =>
        string.Join('\n', assembly.GetExportedTypes().OrderBy(static type => type.FullName, StringComparer.Ordinal).Select(Describe));

    private static string Describe(Type type) =>
        string.Concat(Members(type).Select(static member => $"    {member}\n").Prepend(ApiNames.Header(type) + "\n"));

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate))) return [];
        if (type.IsEnum) return type.GetEnumNames().Select(name => $"{name} = {Number(Enum.Parse(type, name))}");
        return
        [
            .. Sorted(type.GetFields(Declared).Where(IsVisible), ApiNames.Of),
            .. Sorted(type.GetConstructors(Declared).Where(IsVisible), ApiNames.Of),
            .. Sorted(type.GetProperties(Declared).Where(static p => !IsGenerated(p) && p.GetAccessors(true).Any(IsVisible)), ApiNames.Of),
            .. Sorted(type.GetMethods(Declared).Where(static m => IsVisible(m) && !IsAccessor(m)), ApiNames.Of),
        ];
    }

    private static IEnumerable<string> Sorted<T>(IEnumerable<T> members, Func<T, string> describe)
        where T : MemberInfo =>
        members.Select(member => (member.Name, Text: describe(member)))
            .OrderBy(static member => member.Name, StringComparer.Ordinal).ThenBy(static member => member.Text, StringComparer.Ordinal)
            .Select(static member => member.Text);

    private static long Number(object value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    /// <summary>Says whether others see a member; those that the compiler adds to every record say nothing.</summary>
    public static bool IsVisible(MethodBase method) =>
        (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && (IsAccessor(method) || !IsGenerated(method));

    private static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodBase method) => method.IsSpecialName && method.Name[..4] is "get_" or "set_";

    private static bool IsGenerated(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute)) || member.Name == "EqualityContract";
}
