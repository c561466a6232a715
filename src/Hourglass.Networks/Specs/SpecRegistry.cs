using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hourglass.Networks;

/// <summary>Gives layers, losses and optimizers of one's own a name, under which specs and model files write and read them.</summary>
/// <remarks>
/// <para>Register once, before the first spec with the name is read: in the program's first lines, usually. A spec needs generated JSON
/// metadata: <c>[JsonSerializable(typeof(MySpec))] partial class MyJson : JsonSerializerContext;</c>.</para>
/// <para>Safe to use from several threads.</para>
/// </remarks>
public static class SpecRegistry
{
    private static readonly Lock Gate = new();
    private static readonly List<Form> Forms = [];
    private static readonly Dictionary<string, LossFunction> LossFunctions = [];
    private static ConditionalWeakTable<JsonSerializerOptions, JsonSerializerOptions> _extended = [];

    /// <summary>Gets the names of the registered losses in order.</summary>
    public static IReadOnlyList<string> Losses
    {
        get
        {
            lock (Gate) return [.. LossFunctions.Keys.Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Registers a layer.</summary>
    /// <typeparam name="T">Its spec.</typeparam>
    /// <param name="name">Its name in files: <c>{"layer": "NAME"}</c>.</param>
    /// <param name="type">The generated metadata of the spec: <c>MyJson.Default.MySpec</c>.</param>
    /// <exception cref="ArgumentException">The name is taken, or is not made of small letters, digits and hyphens.</exception>
    public static void AddLayer<T>(string name, JsonTypeInfo<T> type)
        where T : LayerSpec => Add(typeof(LayerSpec), name, type);

    /// <summary>Registers an optimizer.</summary>
    /// <typeparam name="T">Its spec.</typeparam>
    /// <param name="name">Its name in files: <c>{"optimizer": "NAME"}</c>.</param>
    /// <param name="type">The generated metadata of the spec: <c>MyJson.Default.MySpec</c>.</param>
    /// <exception cref="ArgumentException">The name is taken, or is not made of small letters, digits and hyphens.</exception>
    public static void AddOptimizer<T>(string name, JsonTypeInfo<T> type)
        where T : OptimizerSpec => Add(typeof(OptimizerSpec), name, type);

    /// <summary>Registers a loss.</summary>
    /// <param name="name">Its name in files: <c>{"kind": "own", "function": "NAME"}</c>.</param>
    /// <param name="function">What it computes.</param>
    /// <exception cref="ArgumentException">The name is taken, or is not made of small letters, digits and hyphens.</exception>
    public static void AddLoss(string name, LossFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        Check(name);
        lock (Gate)
        {
            if (LossFunctions.TryGetValue(name, out LossFunction? taken) && taken.GetType() != function.GetType())
                throw Taken(name, taken.GetType());
            LossFunctions[name] = function;
        }
    }

    /// <summary>Adds everything that is registered to the generated metadata of a spec or of a record that holds specs.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="type">The metadata as generated.</param>
    public static JsonTypeInfo<T> Extend<T>(JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        lock (Gate)
        {
            if (Forms.Count == 0) return type;
            return (JsonTypeInfo<T>)_extended.GetValue(type.Options, static generated => Extend(generated)).GetTypeInfo(typeof(T));
        }
    }

    /// <summary>Finds a registered loss; null where there is none of that name.</summary>
    internal static LossFunction? FindLoss(string? name)
    {
        lock (Gate) return name is null ? null : LossFunctions.GetValueOrDefault(name);
    }

    private static void Add<T>(Type family, string name, JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        Check(name);
        lock (Gate)
        {
            foreach (JsonDerivedType known in SpecJsonContext.Default.GetTypeInfo(family)!.PolymorphismOptions!.DerivedTypes)
                if (name.Equals(known.TypeDiscriminator)) throw Taken(name, known.DerivedType);
            if (Forms.Find(form => form.Family == family && form.Name == name) is { } same)
            {
                if (same.Type != typeof(T)) throw Taken(name, same.Type);
                return;
            }

            Forms.Add(new Form(family, name, typeof(T), type.OriginatingResolver ?? type.Options.TypeInfoResolver!));
            _extended = [];
        }
    }

    private static JsonSerializerOptions Extend(JsonSerializerOptions generated) => new(generated)
    {
        TypeInfoResolver = JsonTypeInfoResolver
            .Combine([generated.TypeInfoResolver, .. Forms.Select(static form => form.Resolver)])
            .WithAddedModifier(static info =>
            {
                foreach (Form form in Forms.Where(form => form.Family == info.Type))
                    info.PolymorphismOptions!.DerivedTypes.Add(new JsonDerivedType(form.Type, form.Name));
            }),
    };

    private static void Check(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length > 0 && name.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')) return;
        throw new ArgumentException($"Received '{name}', expected small letters, digits and hyphens, as in 'top-k'.", nameof(name));
    }

    private static ArgumentException Taken(string name, Type type) =>
        new($"The name '{name}' is taken by {type.Name}; choose another.", nameof(name));

    private sealed record Form(Type Family, string Name, Type Type, IJsonTypeInfoResolver Resolver);
}
