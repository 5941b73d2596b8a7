package org.lobescope.ui.tile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Target;
import org.lobescope.figure.ColorLimits;
import org.lobescope.figure.ColorLimits.PerMap;
import org.lobescope.figure.Heatmap;
import org.lobescope.figure.MapUnit;

/** One scale for all finished maps of the same unit of the same score: noise then looks like noise. */
final class SharedLimits {
    /** Maps that may share a scale. */
    private record Group(MapUnit unit, Target.Kind score) {
        static Group of(Explanation explanation) {
            return new Group(MapUnit.of(explanation), explanation.target().kind());
        }
    }

    private final Map<Group, ColorLimits> limits = new HashMap<>();

    SharedLimits(List<TileModel.Shown> maps, PerMap each) {
        Map<Group, List<Heatmap>> groups = new HashMap<>();
        for (TileModel.Shown map : maps) {
            Explanation explanation = map.explanation();
            if (explanation != null) {
                groups.computeIfAbsent(Group.of(explanation), g -> new ArrayList<>())
                        .add(map.heatmap());
            }
        }
        groups.forEach((group, members) -> limits.put(group, ColorLimits.shared(members, each)));
    }

    /** The limits of a map; its own where it is not finished. */
    ColorLimits of(TileModel.Shown map, ColorLimits own) {
        Explanation explanation = map.explanation();
        return explanation == null ? own : limits.getOrDefault(Group.of(explanation), own);
    }
}
