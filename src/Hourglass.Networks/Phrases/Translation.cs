using System.Reflection;
using System.Text.Json;

namespace Hourglass.Networks;

/// <summary>The texts of one language.</summary>
public sealed class Translation
{
    private readonly Dictionary<string, string> _texts = [];
    private readonly Func<string, string?> _find;

    /// <summary>Makes a language of a function, for tests.</summary>
    internal Translation(string language, Func<string, string?> find)
    {
        Language = language;
        _find = find;
    }

    private Translation(string language)
    {
        Language = language;
        _find = _texts.GetValueOrDefault;
    }

    /// <summary>Gets the code of the language, such as <c>es</c>.</summary>
    public string Language { get; }

    /// <summary>Reads the resource files <c>*.LANGUAGE.json</c> of some assemblies: objects whose names are English texts, and whose values translate them.</summary>
    /// <param name="language">The code of the language.</param>
    /// <param name="assemblies">Whose texts.</param>
    /// <exception cref="InvalidDataException">A file is not such an object.</exception>
    public static Translation Read(string language, params IEnumerable<Assembly> assemblies)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        Translation translation = new(language);
        foreach (Assembly assembly in assemblies)
        {
            foreach (string name in assembly.GetManifestResourceNames())
            {
                if (name.EndsWith($".{language}.json", StringComparison.Ordinal)) translation.Add(assembly, name);
            }
        }

        return translation;
    }

    /// <summary>Finds the translation of a text; null where there is none.</summary>
    /// <param name="english">The English text, with <c>{0}</c>, <c>{1}</c>, ... as its holes.</param>
    public string? Find(string english) => _find(english);

    private void Add(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        try
        {
            using JsonDocument document = JsonDocument.Parse(stream);
            foreach (JsonProperty text in document.RootElement.EnumerateObject()) _texts[text.Name] = text.Value.GetString() ?? throw new JsonException("found null");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{name}: found no texts: {error.Message}", error);
        }
    }
}
