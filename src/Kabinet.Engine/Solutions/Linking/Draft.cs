using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>A solution while it is being linked: the parts linked so far and the problems found.</summary>
internal sealed class Draft
{
    public Draft(SolutionDefinition definition, Kinds kinds)
    {
        (Definition, Kinds) = (definition, kinds);
        Problems = [.. definition.Problems];
        Zone = ZoneOf(definition.Settings);
    }

    public SolutionDefinition Definition { get; }
    /// <summary>Kinds of blocks, effects and fields.</summary>
    public Kinds Kinds { get; }
    public TimeZoneInfo Zone { get; }
    public OrderedDictionary<string, Role> Roles { get; } = new(StringComparer.Ordinal);
    public OrderedDictionary<string, Entity> Entities { get; } = new(StringComparer.Ordinal);
    public OrderedDictionary<string, Notice> Notices { get; } = new(StringComparer.Ordinal);
    public OrderedDictionary<string, Job> Jobs { get; } = new(StringComparer.Ordinal);
    public OrderedDictionary<string, Page> Pages { get; } = new(StringComparer.Ordinal);
    /// <summary>Every linked block with its kind, for the checks that need all pages.</summary>
    public List<(Block Block, BlockKind Kind)> Linked { get; } = [];
    public Dictionary<MePath, FieldPath> MePaths { get; } = [];
    public List<Problem> Warnings { get; } = [];

    /// <summary>Names that exist but could not be parsed.</summary>
    public UnparsedNames Unparsed { get; } = new();

    /// <summary>Roles, states, transitions and pages with an unparsed part. Checks that depend on the part skip them.</summary>
    public HashSet<object> Doubtful { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>A placeholder for an entity that is not known. Any name may exist on it, so names on it are not reported.</summary>
    public Entity UnknownEntity { get; } = new(Yaml.Binder.Unparsed<EntityDefinition>(default) with { Entity = "" });

    private List<Problem> Problems { get; }

    public void Refuse(Location at, Message message, Message? suggestion = null) => Problems.Add(new(at, message, suggestion));

    public void Warn(Location at, Message message, Message? suggestion = null) => Warnings.Add(new(at, message, suggestion));

    /// <exception cref="SolutionException">There are problems.</exception>
    public void ThrowIfWrong()
    {
        if (Problems.Count > 0) throw new SolutionException(SolutionReader.InOrder(Problems), Definition.Settings.Language);
    }

    /// <summary>Reports a missing key, unless it may be unparsed.</summary>
    public void Miss(Definition definition, string key, Location at, Message message, Message? suggestion = null)
    {
        if (definition.Knows(key)) Refuse(at, message, suggestion);
    }

    /// <summary>Resolves a name. Null if it does not exist; reports a problem unless it may be unparsed.</summary>
    public T? Named<T>(IReadOnlyDictionary<string, T> among, string? name, string called, Location at, Func<string, bool>? mayBe = null)
        where T : class
    {
        if (name is null) return null;
        if (among.TryGetValue(name, out var found)) return found;
        if (mayBe?.Invoke(name) == true || Definition.Unparsed.Contains(called)) return null;
        Refuse(at, new($"problem.no.{called}", name), Spelling.Suggest(name, among.Keys));
        return null;
    }

    /// <summary>Resolves the name of a collection. Null if there is none; reports a problem unless it may be unparsed.</summary>
    public Collection? CollectionOf(Entity entity, string? name, Location at) =>
        Named(entity.Collections, name, "way_back", at, key => Unparsed.MayBeWayBack(entity, key));

    /// <summary>Resolves the name of a transition. Null if there is none; reports a problem unless it may be unparsed.</summary>
    public Transition? TransitionOf(Entity entity, string? name, Location at) =>
        Named(entity.Lifecycle?.Transitions ?? new Dictionary<string, Transition>(), name, "transition", at,
            key => entity.Definition.Lifecycle is { } written ? entity.Lifecycle is null || written.MayHave("transitions", key)
                : !entity.Definition.Knows("lifecycle"));

    /// <summary>Resolves the name of a file group. Null if there is none; reports a problem unless it may be unparsed.</summary>
    public FileGroup? FileGroupOf(Entity entity, string name, Location at) =>
        Named(entity.FileGroups, name, "file_group", at, key => entity.Definition.MayHave("files", key));

    /// <summary>Resolves the name of a field. Null if there is none; reports a problem unless it may be unparsed.</summary>
    public Field? FieldOf(Entity entity, string? name, Location at)
    {
        if (name is null) return null;
        var walk = WalkFrom(entity);
        if (walk.Field(name) is { } field) return field;
        RefusePath(at, name, walk.Fault!);
        return null;
    }

    /// <summary>Resolves the name of a field that definitions may write. System and computed fields are reported.</summary>
    public Field? WrittenField(Entity entity, string name, Location at)
    {
        if (FieldOf(entity, name, at) is not { } field) return null;
        if (!field.IsSystem && field.Definition.Computed is null) return field;
        Refuse(at, field.IsSystem ? new("problem.field.of_platform", name) : new("problem.field.computed", name));
        return null;
    }

    /// <summary>Resolves a path through references. Null if it does not exist; reports a problem unless it may be unparsed.</summary>
    public FieldPath? PathOf(Entity entity, string? text, Location at)
    {
        if (text is null) return null;
        var walk = WalkFrom(entity);
        if (walk.Path(text) is { } path) return path;
        RefusePath(at, text, walk.Fault!);
        return null;
    }

    /// <summary>A walk along a path from an entity.</summary>
    public PathWalk WalkFrom(Entity entity) => new(entity, Unparsed);

    /// <summary>Reports why a path cannot be resolved, unless a name in it may be unparsed.</summary>
    public void RefusePath(Location at, string path, PathFault fault)
    {
        if (fault is PathFault.NoReference(var field)) Refuse(at, new("problem.field.no_reference", field.Key, path));
        else if (fault is PathFault.Unknown(var entity, var name))
            Refuse(at, new("problem.no_field", entity.Key, name),
                entity.Definition.Is.ContainsKey(name)
                    ? new("problem.hint.condition", name)
                    : Spelling.Suggest(name, entity.Fields.Select(known => known.Key)));
    }

    /// <summary>Resolves several paths. Leaves out those that do not exist and reports them.</summary>
    public IReadOnlyList<FieldPath> PathsOf(Entity entity, IEnumerable<string> texts, Func<string, Location> placeOf) =>
        [.. texts.Select(text => PathOf(entity, text, placeOf(text))).OfType<FieldPath>()];

    /// <summary>Checks a condition over a record; null if there is none.</summary>
    public Expression? Condition(string? text, Entity? over, Location at, Inputs? inputs = null) =>
        text is null ? null : Check(text, over, at, ContextOf(inputs) with { Expected = DataType.YesNo });

    /// <summary>Checks a condition over a record that may name another one as <c>outer</c>; null if there is none.</summary>
    public Expression? ConditionWithin(string? text, Entity over, Entity outer, Location at, Inputs? inputs = null) =>
        text is null ? null : Check(text, over, at, ContextOf(inputs) with { Expected = DataType.YesNo, Outer = outer });

    /// <summary>Checks an expression whose value is assigned to a field, over a record or without one.</summary>
    public Expression Value(string text, Entity? over, Field target, Location at, Inputs? inputs = null, Entity? outer = null) =>
        Check(text, over, at, ContextOf(inputs) with { Expected = target.Type, Target = target, Outer = outer });

    /// <summary>Checks an expression of any type over a record; null if there is none.</summary>
    public Expression? AnyValue(string? text, Entity over, Location at) => text is null ? null : Check(text, over, at, ContextOf());

    /// <summary>Checks an expression whose value is a text.</summary>
    public Expression Text(string text, Entity over, Location at, Inputs inputs) =>
        Check(text, over, at, ContextOf(inputs) with { Expected = DataType.Text });

    /// <summary>The context of expressions in definitions.</summary>
    public ExpressionContext ContextOf(Inputs? inputs = null) =>
        new() { Entities = Entities, Zone = Zone, Inputs = (inputs ?? Inputs.None).Known, MayBeInput = (inputs ?? Inputs.None).MayBe,
            Unparsed = Unparsed };

    /// <summary>Checks conditions by role. Reports unknown roles.</summary>
    public IReadOnlyDictionary<string, Expression> ByRole(IReadOnlyDictionary<string, string> conditions, Entity over,
        Func<string, Location> placeOf)
    {
        var byRole = new OrderedDictionary<string, Expression>(StringComparer.Ordinal);
        foreach (var (role, text) in conditions)
            if (Named(Roles, role, "role", placeOf(role)) is not null) byRole[role] = Condition(text, over, placeOf(role))!;
        return byRole;
    }

    /// <summary>Checks conditions with error messages.</summary>
    public IReadOnlyList<Requirement> Requirements(IReadOnlyDictionary<string, LocalizedText> written, Entity over,
        Definition definition) =>
        [.. written.Select(pair => new Requirement(Condition(pair.Key, over, definition.PlaceOf("require", pair.Key))!, pair.Value)
        {
            Places = PathsOf(over, TextPlaces.In(pair.Value), _ => definition.PlaceOf("require", pair.Key)),
        })];

    /// <summary>Keys of roles; null if no list is written. Reports unknown roles.</summary>
    public IReadOnlySet<string>? RolesOf(IReadOnlyList<string>? keys, Definition definition, string member)
    {
        if (keys is null) return null;
        foreach (var key in keys) Named(Roles, key, "role", definition.PlaceOf(member, key));
        return keys.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Keys of the roles that see a part of a page; null for all. Warns about roles that do not have the page.</summary>
    public IReadOnlySet<string>? RolesOn(Page page, IReadOnlyList<string>? keys, Definition part)
    {
        var roles = RolesOf(keys, part, "roles");
        foreach (var key in roles ?? new HashSet<string>())
            if (Roles.TryGetValue(key, out var role) && !role.Closure.Overlaps(page.Roles))
                Warn(part.PlaceOf("roles", key), new("problem.warning.unseen", key, page.Key));
        return roles;
    }

    /// <summary>Resolves the notices of a key <c>notice</c>. Reports unknown notices and those of another entity.</summary>
    public IReadOnlyList<Notice> NoticesOf(Entity entity, IReadOnlyList<string> keys, Definition definition)
    {
        var notices = new List<Notice>();
        foreach (var key in keys)
            if (Named(Notices, key, "notice", definition.PlaceOf("notice", key), Definition.Notices.ContainsKey) is not { } notice)
                continue;
            else if (notice.Entity != entity)
                Refuse(definition.PlaceOf("notice", key), new("problem.notice.other", key, notice.Entity, entity.Key));
            else notices.Add(notice);
        return notices;
    }

    // After an error the expression is never used. Linking goes on only to find more problems.
    private Expression Check(string text, Entity? over, Location at, ExpressionContext context)
    {
        try
        {
            var expression = ExpressionChecker.Check(text, over, context);
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

    /// <summary>Reports an error in the text of an expression.</summary>
    public void RefuseText(Location at, string text, ExpressionException wrong) =>
        Refuse(at, new("problem.expression", wrong.Reason, text, wrong.Position + 1),
            IsCut(text, wrong.Reason.Key) ? new("problem.hint.quote")
                : wrong.Suggestion is null ? null : Spelling.Meant(wrong.Suggestion));

    // `{ default: = add_workdays(@today, 1) }`: YAML ends the value at the comma.
    private static bool IsCut(string text, string reason) => reason == "expression.unclosed_text"
        || reason == "expression.ends_early" && text.Count(sign => sign == '(') > text.Count(sign => sign == ')');

    /// <summary>Collects the <c>@me</c> paths that an expression needs.</summary>
    public void Remember(Expression expression, Location at)
    {
        foreach (var path in Dependencies.Of(expression).Parameters.OfType<MePath>())
            if (path.Keys.Count > 0 && !MePaths.ContainsKey(path) && PathOf(Entities[CoreEntities.User], path.Text, at) is { } found)
                MePaths[path] = found;
    }

    private TimeZoneInfo ZoneOf(SolutionSettingsDefinition settings)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out var zone)) return zone;
        Refuse(settings.PlaceOf("time_zone"), new("problem.time_zone", settings.TimeZone), new("problem.hint.time_zone"));
        return TimeZoneInfo.Utc;
    }
}

/// <summary>Inputs that the expressions of a transition may name as <c>@input.key</c>.</summary>
internal sealed record Inputs(IReadOnlyDictionary<string, Field> Known, Func<string, bool> MayBe)
{
    public static readonly Inputs None = new(new Dictionary<string, Field>(), _ => false);
}
