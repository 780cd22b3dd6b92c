using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>A solution while it is being linked: what is linked so far, and everything found wrong.</summary>
internal sealed class Draft
{
    public Draft(SolutionDefinition definition, Kinds kinds)
    {
        (Definition, Kinds) = (definition, kinds);
        Problems = [.. definition.Problems];
        Zone = ZoneOf(definition.Settings);
    }

    public SolutionDefinition Definition { get; }
    /// <summary>What definitions may use.</summary>
    public Kinds Kinds { get; }
    public TimeZoneInfo Zone { get; }
    public OrderedDictionary<string, Role> Roles { get; } = new(StringComparer.Ordinal);
    public OrderedDictionary<string, Entity> Entities { get; } = new(StringComparer.Ordinal);
    public OrderedDictionary<string, Notice> Notices { get; } = new(StringComparer.Ordinal);
    public OrderedDictionary<string, Page> Pages { get; } = new(StringComparer.Ordinal);
    /// <summary>Every linked block with its kind, which checks it when all pages stand.</summary>
    public List<(Block Block, BlockKind Kind)> Linked { get; } = [];
    public Dictionary<MePath, FieldPath> MePaths { get; } = [];
    public List<Problem> Warnings { get; } = [];

    /// <summary>Names that are there and could not be made out.</summary>
    public UnparsedNames Unparsed { get; } = new();

    /// <summary>Roles, transitions and pages of which a part that others depend on could not be made out.</summary>
    public HashSet<object> Doubtful { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Stands where it is not known which entity is meant: whatever it is asked for may be there.</summary>
    public Entity UnknownEntity { get; } = new(Yaml.Binder.Unparsed<EntityDefinition>(default) with { Entity = "" });

    private List<Problem> Problems { get; }

    public void Refuse(Location at, Message message, Message? suggestion = null) => Problems.Add(new(at, message, suggestion));

    public void Warn(Location at, Message message) => Warnings.Add(new(at, message));

    /// <exception cref="SolutionException">Something is wrong.</exception>
    public void ThrowIfWrong()
    {
        if (Problems.Count > 0) throw new SolutionException(SolutionReader.InOrder(Problems), Definition.Settings.Language);
    }

    /// <summary>Tells of something that is not written, unless it may stand there unread.</summary>
    public void Miss(Definition definition, string key, Location at, Message message, Message? suggestion = null)
    {
        if (definition.Knows(key)) Refuse(at, message, suggestion);
    }

    /// <summary>What a name means, or null and a problem; null alone where the name, or what it names, is there and could not be made out.</summary>
    public T? Named<T>(IReadOnlyDictionary<string, T> among, string? name, string called, Location at, Func<string, bool>? mayBe = null) where T : class
    {
        if (name is null) return null;
        if (among.TryGetValue(name, out var found)) return found;
        if (mayBe?.Invoke(name) == true || Definition.Unparsed.Contains(called)) return null;
        Refuse(at, new($"problem.no.{called}", name), Spelling.Suggest(name, among.Keys));
        return null;
    }

    /// <summary>The collection of a name, or null and a problem.</summary>
    public Collection? CollectionOf(Entity entity, string? name, Location at) => Named(entity.Collections, name, "way_back", at, key => Unparsed.MayBeWayBack(entity, key));

    /// <summary>The transition of a name, or null and a problem.</summary>
    public Transition? TransitionOf(Entity entity, string? name, Location at) =>
        Named(entity.Lifecycle?.Transitions ?? new Dictionary<string, Transition>(), name, "transition", at,
            key => entity.Definition.Lifecycle is { } written ? entity.Lifecycle is null || written.MayHave("transitions", key) : !entity.Definition.Knows("lifecycle"));

    /// <summary>The file group of a name, or null and a problem.</summary>
    public FileGroup? FileGroupOf(Entity entity, string name, Location at) => Named(entity.FileGroups, name, "file_group", at, key => entity.Definition.MayHave("files", key));

    /// <summary>The field of a name, or null and a problem.</summary>
    public Field? FieldOf(Entity entity, string? name, Location at)
    {
        if (name is null) return null;
        if (entity.Find(name) is { } field) return field;
        if (Unparsed.MayBeField(entity, name)) return null;
        Refuse(at, new("problem.no_field", entity.Key, name),
            entity.Definition.Is.ContainsKey(name)
                ? new("problem.hint.condition", name)
                : Spelling.Suggest(name, entity.Fields.Select(known => known.Key)));
        return null;
    }

    /// <summary>A field that definitions may write: not the platform's and not computed.</summary>
    public Field? WrittenField(Entity entity, string name, Location at)
    {
        if (FieldOf(entity, name, at) is not { } field) return null;
        if (!field.IsSystem && field.Definition.Computed is null) return field;
        Refuse(at, field.IsSystem ? new("problem.field.of_platform", name) : new("problem.field.computed", name));
        return null;
    }

    /// <summary>The field at the end of a path through references, or null and a problem.</summary>
    public FieldPath? PathOf(Entity entity, string? text, Location at)
    {
        if (text is null) return null;
        var through = new List<Field>();
        var keys = text.Split('.');
        foreach (var key in keys[..^1])
        {
            if (FieldOf(entity, key, at) is not { } step) return null;
            if (step.To is null) { Refuse(at, new("problem.field.no_reference", key, text)); return null; }
            through.Add(step);
            entity = step.To;
        }
        return FieldOf(entity, keys[^1], at) is { } field ? new(through, field) : null;
    }

    /// <summary>Paths that exist; the others are told.</summary>
    public IReadOnlyList<FieldPath> PathsOf(Entity entity, IEnumerable<string> texts, Func<string, Location> placeOf) =>
        [.. texts.Select(text => PathOf(entity, text, placeOf(text))).OfType<FieldPath>()];

    /// <summary>A condition over a record; null where none is written.</summary>
    public Expression? Condition(string? text, Entity? over, Location at, Inputs? inputs = null) =>
        text is null ? null : Check(text, over, at, ContextOf(inputs) with { Expected = DataType.YesNo });

    /// <summary>A value for a field, over a record or over none.</summary>
    public Expression Value(string text, Entity? over, Field target, Location at, Inputs? inputs = null) =>
        Check(text, over, at, ContextOf(inputs) with { Expected = target.Type, Target = target });

    /// <summary>What an expression of the solution may speak about.</summary>
    public ExpressionContext ContextOf(Inputs? inputs = null) =>
        new() { Entities = Entities, Zone = Zone, Inputs = (inputs ?? Inputs.None).Known, MayBeInput = (inputs ?? Inputs.None).MayBe, Unparsed = Unparsed };

    /// <summary>Conditions by role; unknown roles are told.</summary>
    public IReadOnlyDictionary<string, Expression> ByRole(IReadOnlyDictionary<string, string> conditions, Entity over, Func<string, Location> placeOf)
    {
        var byRole = new OrderedDictionary<string, Expression>(StringComparer.Ordinal);
        foreach (var (role, text) in conditions)
            if (Named(Roles, role, "role", placeOf(role)) is not null) byRole[role] = Condition(text, over, placeOf(role))!;
        return byRole;
    }

    /// <summary>Conditions with the words of their refusal.</summary>
    public IReadOnlyList<Requirement> Requirements(IReadOnlyDictionary<string, LocalizedText> written, Entity over, Definition definition) =>
        [.. written.Select(pair => new Requirement(Condition(pair.Key, over, definition.PlaceOf("require", pair.Key))!, pair.Value))];

    /// <summary>Keys of roles that exist; null where none are written.</summary>
    public IReadOnlySet<string>? RolesOf(IReadOnlyList<string>? keys, Definition definition, string member)
    {
        if (keys is null) return null;
        foreach (var key in keys) Named(Roles, key, "role", definition.PlaceOf(member, key));
        return keys.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Keys of roles that a part of a page is for; null where none are written, which is everybody. Those that do not have the page are told.</summary>
    public IReadOnlySet<string>? RolesOn(Page page, IReadOnlyList<string>? keys, Definition part)
    {
        var roles = RolesOf(keys, part, "roles");
        foreach (var key in roles ?? new HashSet<string>())
            if (Roles.TryGetValue(key, out var role) && !role.Closure.Overlaps(page.Roles)) Warn(part.PlaceOf("roles", key), new("problem.warning.unseen", key, page.Key));
        return roles;
    }

    /// <summary>Notices by the keys of a member <c>notice</c>; those that do not exist or tell about another entity are told.</summary>
    public IReadOnlyList<Notice> NoticesOf(Entity entity, IReadOnlyList<string> keys, Definition definition)
    {
        var notices = new List<Notice>();
        foreach (var key in keys)
            if (Named(Notices, key, "notice", definition.PlaceOf("notice", key), Definition.Notices.ContainsKey) is not { } notice) continue;
            else if (notice.Entity != entity) Refuse(definition.PlaceOf("notice", key), new("problem.notice.other", key, notice.Entity, entity.Key));
            else notices.Add(notice);
        return notices;
    }

    // After a problem the expression is of no use to anybody, but the linking goes on to find the rest.
    private Expression Check(string text, Entity? over, Location at, ExpressionContext context)
    {
        try
        {
            var expression = ExpressionChecker.Check(text switch { "yes" => "true", "no" => "false", _ => text }, over, context);
            Remember(expression, at);
            return expression;
        }
        catch (ExpressionException wrong)
        {
            RefuseText(at, text, wrong);
            return Expression.False;
        }
        catch (UnparsedException) { return Expression.False; }
    }

    /// <summary>Tells what is wrong with the text of an expression.</summary>
    public void RefuseText(Location at, string text, ExpressionException wrong) =>
        Refuse(at, new("problem.expression", wrong.Reason, text, wrong.Position + 1),
            wrong.Suggestion is null ? null : Spelling.Meant(wrong.Suggestion));

    /// <summary>Notes the values of the asking person that an expression needs.</summary>
    public void Remember(Expression expression, Location at)
    {
        foreach (var path in Dependencies.Of(expression).Parameters.OfType<MePath>())
            if (path.Keys.Count > 0 && !MePaths.ContainsKey(path) && PathOf(Entities[CoreEntities.User], path.Text, at) is { } found) MePaths[path] = found;
    }

    private TimeZoneInfo ZoneOf(SolutionSettingsDefinition settings)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out var zone)) return zone;
        Refuse(settings.PlaceOf("time_zone"), new("problem.time_zone", settings.TimeZone), new("problem.hint.time_zone"));
        return TimeZoneInfo.Utc;
    }
}

/// <summary>What the expressions of a transition may name as <c>@input.key</c>.</summary>
internal sealed record Inputs(IReadOnlyDictionary<string, Field> Known, Func<string, bool> MayBe)
{
    public static readonly Inputs None = new(new Dictionary<string, Field>(), _ => false);
}
