using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Hourglass.Architecture.Tests;

/// <summary>Writes types and members as C# declares them.</summary>
internal static class ApiNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
    };

    /// <summary>Writes kind, name, type parameters with their constraints and bases.</summary>
    public static string Header(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return $"delegate {Result(invoke)} {Of(type)}({Parameters(invoke)})";
        }

        string[] names = type.IsEnum ? [] : [.. Bases(type).Select(Of), .. Interfaces(type).Select(Of).Order(StringComparer.Ordinal)];
        string bases = names.Length == 0 ? "" : " : " + string.Join(", ", names);
        return $"{Kind(type)} {Of(type)}{bases}{Constraints(type.GetGenericArguments())}";
    }

    /// <summary>Writes a type.</summary>
    public static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword;
        if (type.IsByRef) return Of(type.GetElementType()!);
        if (type.IsArray) return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsPointer) return Of(type.GetElementType()!) + "*";
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value) + "?";
        string name = type.IsNested && !type.IsGenericParameter ? $"{Of(type.DeclaringType!)}.{type.Name}" : type.Name;
        return type.IsGenericType ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : name;
    }

    public static string Of(FieldInfo field)
    {
        string modifiers = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        string value = field.IsLiteral ? " = " + Literal(field.GetRawConstantValue(), field.FieldType) : "";
        return $"{(field.IsPublic ? "" : "protected ")}{modifiers}{Of(new NullabilityInfoContext().Create(field))} {field.Name}{value}";
    }

    public static string Of(ConstructorInfo constructor) =>
        $"{Modifiers(constructor)}{Of(constructor.DeclaringType!).Split('<')[0]}({Parameters(constructor)})";

    public static string Of(PropertyInfo property)
    {
        MethodInfo first = property.GetAccessors(true).First(PublicApi.IsVisible);
        string accessors = string.Concat(property.GetAccessors(true).Where(PublicApi.IsVisible).Select(a => Accessor(a, first)));
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        ParameterInfo[] indices = property.GetIndexParameters();
        string name = indices.Length == 0 ? property.Name : $"this[{string.Join(", ", indices.Select(Of))}]";
        return $"{Modifiers(first)}{required}{Of(new NullabilityInfoContext().Create(property))} {name} {{{accessors} }}";
    }

    public static string Of(MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Of))}>" : "";
        string constraints = Constraints(method.GetGenericArguments());
        return $"{Modifiers(method)}{Result(method)} {method.Name}{generic}({Parameters(method)}){constraints}";
    }

    private static IEnumerable<Type> Bases(Type type) =>
        type.IsValueType || type.BaseType is null || type.BaseType == typeof(object) ? [] : [type.BaseType];

    /// <summary>Lists the interfaces that a type declares itself; a record's own equality goes without saying.</summary>
    private static IEnumerable<Type> Interfaces(Type type)
    {
        IEnumerable<Type> ofBase = type.BaseType?.GetInterfaces() ?? [];
        IEnumerable<Type> ofOthers = type.GetInterfaces().SelectMany(static other => other.GetInterfaces());
        IEnumerable<Type> own = type.GetInterfaces().Except(ofBase).Except(ofOthers);
        return IsRecord(type) ? own.Where(i => i != typeof(IEquatable<>).MakeGenericType(type)) : own;
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum) return "enum";
        if (type.IsInterface) return "interface";
        string record = IsRecord(type) ? "record " : "";
        if (type.IsValueType) return $"{(type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")}{record}struct";
        string modifier = type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "";
        return $"{modifier}{(IsRecord(type) ? "record" : "class")}";
    }

    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly) is { } printer
        && printer.IsDefined(typeof(CompilerGeneratedAttribute));

    private static string Modifiers(MethodBase method)
    {
        string access = method.IsPublic ? "" : "protected ";
        if (method.DeclaringType!.IsInterface) return method.IsStatic ? access + "static abstract " : access;
        if (method.IsStatic) return access + "static ";
        if (method is MethodInfo info && info.GetBaseDefinition() != info)
            return access + (method.IsFinal ? "sealed override " : "override ");
        return access + (method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal ? "virtual " : "");
    }

    private static string Accessor(MethodInfo accessor, MethodInfo first)
    {
        bool init = accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
        string name = init ? "init" : accessor.Name[..3];
        return accessor.IsPublic || !first.IsPublic ? $" {name};" : $" protected {name};";
    }

    private static string Result(MethodInfo method) => Of(new NullabilityInfoContext().Create(method.ReturnParameter));

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Of));

    private static string Of(ParameterInfo parameter)
    {
        string by = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        bool spreads = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute));
        string value = parameter.HasDefaultValue ? " = " + Literal(parameter.RawDefaultValue, parameter.ParameterType) : "";
        return $"{(spreads ? "params " : "")}{by}{Of(new NullabilityInfoContext().Create(parameter))} {parameter.Name}{value}";
    }

    private static string Of(NullabilityInfo info)
    {
        string name = Of(info.Type);
        if (info.ElementType is { } element) name = Of(element) + name[name.LastIndexOf('[')..];
        else if (info.GenericTypeArguments.Length > 0 && !info.Type.IsValueType)
            name = $"{name[..name.IndexOf('<', StringComparison.Ordinal)]}<{string.Join(", ", info.GenericTypeArguments.Select(Of))}>";
        return info.ReadState == NullabilityState.Nullable && !info.Type.IsValueType && !name.EndsWith('?') ? name + "?" : name;
    }

    private static string Literal(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ when type.IsEnum => $"{type.Name}.{Enum.ToObject(type, value)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Constraints(Type[] parameters) => string.Concat(parameters.Select(static p =>
    {
        if (!p.IsGenericParameter) return "";
        bool isStruct = p.GenericParameterAttributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        bool isClass = p.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint);
        IEnumerable<string> types = p.GetGenericParameterConstraints().Where(static t => t != typeof(ValueType)).Select(Of);
        string[] limits = isStruct ? ["struct", .. types] : isClass ? ["class", .. types] : [.. types];
        return limits.Length == 0 ? "" : $" where {p.Name} : {string.Join(", ", limits)}";
    }));
}
